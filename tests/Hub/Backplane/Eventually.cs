namespace CareConnect.Hub.Tests.Backplane;

/// <summary>Waits for something that another process does, by looking at it.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task TrueAsync(Func<bool> holds, string what) => TrueAsync(() => Task.FromResult(holds()), what);

    public static async Task TrueAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            if (limit.IsCancellationRequested) Assert.Fail($"After {Patience.TotalSeconds} seconds it does not hold that {what}.");
            await timer.WaitForNextTickAsync();
        }
    }
}
