namespace CareConnect.Interop.Tests;

/// <summary>The histories' own time: every act moves it on by some seconds.</summary>
public sealed class Clock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    public ulong Milliseconds => (ulong)_now.ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
