using System.Collections.Concurrent;
using System.Threading.Channels;
using CareConnect.Client;

namespace CareConnect.Hub.Tests;

/// <summary>What the hub told a device.</summary>
internal sealed class Heard
{
    private readonly ConcurrentQueue<(string Circle, long Number)> entries = new();
    private readonly ConcurrentQueue<string> stale = new();
    private readonly Channel<bool> something = Channel.CreateUnbounded<bool>();
    private int circlesChanged;
    private int peopleChanged;

    public Heard(CareClient client)
    {
        client.Hub.Appended += (circle, entry) => Note(() => entries.Enqueue((circle, entry.Number)));
        client.Hub.CircleStale += circle => Note(() => stale.Enqueue(circle));
        client.Hub.CirclesChanged += () => Note(() => Interlocked.Increment(ref circlesChanged));
        client.Hub.PeopleChanged += () => Note(() => Interlocked.Increment(ref peopleChanged));
        client.Hub.SignedOut += () => Note(() => SignedOut = true);
    }

    public IReadOnlyCollection<(string Circle, long Number)> Entries => entries;

    public IReadOnlyCollection<string> Stale => stale;

    public int CirclesChanged => Volatile.Read(ref circlesChanged);

    public int PeopleChanged => Volatile.Read(ref peopleChanged);

    public bool SignedOut { get; private set; }

    /// <summary>Waits for pushes until it is so.</summary>
    public async Task Until(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!isSo())
            await something.Reader.ReadAsync(patience.Token);
    }

    private void Note(Action note)
    {
        note();
        something.Writer.TryWrite(true);
    }
}
