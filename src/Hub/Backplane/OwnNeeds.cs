namespace CareConnect.Hub.Backplane;

/// <summary>
/// The addresses that this node's connections have, as what other nodes are told of them: numbers, and a version for each
/// change. Connections are not among them: there are many, and hardly ever does another node look for one.
/// </summary>
internal sealed class OwnNeeds(NodeId node)
{
    private readonly Lock _lock = new();

    // Two addresses may share a number.
    private readonly Dictionary<ulong, int> _held = [];
    private readonly HashSet<ulong> _added = [];
    private readonly HashSet<ulong> _removed = [];
    private long _version;

    /// <summary>An address got its first connection on this node, or lost its last. True when there is something to tell.</summary>
    public bool Set(string address, bool needed)
    {
        if (Address.IsConnection(address) || address == Address.Everyone) return false;
        var number = Address.Number(address);
        lock (_lock)
        {
            var before = _held.GetValueOrDefault(number);
            var now = before + (needed ? 1 : -1);
            if (now == 0) _held.Remove(number);
            else _held[number] = now;

            // What comes and goes between two tellings is not told.
            if (before == 0 && !_removed.Remove(number)) _added.Add(number);
            if (now == 0 && !_added.Remove(number)) _removed.Add(number);
            return _added.Count + _removed.Count > 0;
        }
    }

    /// <summary>What changed since the last call; null when nothing did.</summary>
    public Frame.Change? Take()
    {
        lock (_lock)
        {
            if (_added.Count + _removed.Count == 0) return null;
            var change = new Frame.Change(node, ++_version, [.. _added], [.. _removed]);
            _added.Clear();
            _removed.Clear();
            return change;
        }
    }

    /// <summary>Whether all was told.</summary>
    public bool IsTold
    {
        get
        {
            lock (_lock) return _added.Count + _removed.Count == 0;
        }
    }

    public Frame.Here Here()
    {
        lock (_lock) return new Frame.Here(node, _version);
    }

    /// <summary>All as of the last <see cref="Take"/>.</summary>
    public Frame.Needs All()
    {
        lock (_lock) return new Frame.Needs(node, _version, [.. _held.Keys.Where(number => !_added.Contains(number)), .. _removed]);
    }
}
