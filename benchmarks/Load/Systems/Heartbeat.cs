namespace CareConnect.Load.Systems;

/// <summary>Pings for as long as it lives: a hub drops who says nothing for half a minute.</summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly Timer timer;

    public Heartbeat(Action ping) => timer = new Timer(_ => ping(), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

    public void Dispose() => timer.Dispose();
}
