namespace CareConnect.Domain.Queue;

/// <summary>
/// The order of the queue: level, then clock left, then oldest, then id, so that it is total and never flickers. Which
/// clock ends first does not depend on the present moment, so neither does the order.
/// </summary>
public sealed class QueueOrder : IComparer<QueueItem>
{
    /// <summary>The one order.</summary>
    public static QueueOrder Default { get; } = new();

    /// <inheritdoc/>
    public int Compare(QueueItem? x, QueueItem? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var order = x.Decision.Level.CompareTo(y.Decision.Level);
        if (order == 0) order = x.Due.CompareTo(y.Due);
        if (order == 0) order = x.Since.CompareTo(y.Since);
        return order == 0 ? x.Id.CompareTo(y.Id) : order;
    }
}
