namespace CareConnect.Hub.Backplane;

/// <summary>The last pushes, and where they went. Not thread-safe.</summary>
internal sealed class RecentPushes(TimeProvider time)
{
    /// <summary>At most so many, and none older than <see cref="Kept"/>.</summary>
    public const int Most = 1024;

    /// <summary>Far longer than it takes until other nodes hear of a new connection.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private readonly Queue<(long At, Push Push, List<NodeId> To)> _pushes = new();

    public void Add(Push push, IEnumerable<NodeId> to)
    {
        Trim(Most - 1);
        _pushes.Enqueue((time.GetTimestamp(), push, [.. to]));
    }

    /// <summary>Notes that they have been sent to this node, too.</summary>
    public List<Push> NotSentTo(NodeId node, Func<Push, bool> wanted)
    {
        Trim(Most);
        List<Push> found = [];
        foreach (var (_, push, to) in _pushes)
        {
            if (to.Contains(node) || !wanted(push)) continue;
            to.Add(node);
            found.Add(push);
        }

        return found;
    }

    private void Trim(int most)
    {
        while (_pushes.Count > most || (_pushes.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Kept)) _pushes.Dequeue();
    }
}
