namespace CareConnect.Hub.Backplane;

/// <summary>
/// The other nodes and what their connections need, as far as it was heard. A node whose needs are not known, or not
/// known to the newest version, gets everything: it looks itself whom a push is for.
/// </summary>
internal sealed class Neighbours(NodeId self, TimeProvider time)
{
    /// <summary>A node that says nothing for so long is taken for gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<NodeId, Neighbour> _nodes = [];
    private readonly Dictionary<ulong, long> _assumed = [];
    private readonly RecentPushes _recent = new(time);

    public IReadOnlyCollection<NodeId> All
    {
        get
        {
            lock (_lock) return [.. _nodes.Keys];
        }
    }

    /// <summary>Notes a push, and hands it to <paramref name="send"/> with the nodes that need it now.</summary>
    /// <remarks>In one step, so that whoever needs it from this moment on finds it among the recent ones.</remarks>
    public void Push(Push push, Action<Push, IReadOnlyList<NodeId>> send)
    {
        lock (_lock)
        {
            var numbers = IsAssumed(push.Numbers) ? null : push.Numbers;
            NodeId[] to = [.. _nodes.Where(node => node.Value.NeedsAny(numbers)).Select(node => node.Key)];
            _recent.Add(push, to);
            if (to.Length > 0) send(push, to);
        }
    }

    /// <summary>
    /// A connection of another node is being put into a group there: until that node says so itself, any of them may need
    /// what is for the group.
    /// </summary>
    public void Assume(string address)
    {
        lock (_lock) _assumed[Address.Number(address)] = time.GetTimestamp();
    }

    /// <summary>Whether a connection at this address is known of on another node that lives.</summary>
    public bool Anyone(string address)
    {
        var number = Address.Number(address);
        lock (_lock) return _nodes.Values.Any(neighbour => neighbour.Needs.Contains(number));
    }

    /// <summary>Whether a node's needs are known as of what it says of itself.</summary>
    public bool Knows(Frame.Here here)
    {
        lock (_lock) return _nodes.TryGetValue(here.Node, out var neighbour) && neighbour.IsKnown && neighbour.Version == here.Version;
    }

    /// <summary>Takes in what a node says of itself. True when it must be asked for all its needs.</summary>
    public bool Hear(Frame frame, Action<Push, IReadOnlyList<NodeId>> send)
    {
        if (frame.Node == self) return false;
        lock (_lock)
        {
            if (frame is Frame.Gone)
            {
                _nodes.Remove(frame.Node);
                return false;
            }

            if (!_nodes.TryGetValue(frame.Node, out var neighbour))
            {
                _nodes[frame.Node] = neighbour = new Neighbour();
                Resend(frame.Node, _ => true, send);
            }

            neighbour.HeardAt = time.GetTimestamp();
            switch (frame)
            {
                case Frame.Here here:
                    neighbour.Newest = Math.Max(neighbour.Newest, here.Version);
                    // An answer may have been lost on its way.
                    neighbour.Asked = false;
                    break;
                case Frame.Change change:
                    neighbour.Newest = Math.Max(neighbour.Newest, change.Version);
                    if (change.Version != neighbour.Version + 1) break;
                    neighbour.Version = change.Version;
                    neighbour.Needs.UnionWith(change.Added);
                    neighbour.Needs.ExceptWith(change.Removed);
                    Resend(frame.Node, push => push.IsForAny(change.Added), send);
                    break;
                case Frame.Needs needs when needs.Version >= neighbour.Version:
                    neighbour.Asked = false;
                    neighbour.Version = needs.Version;
                    neighbour.Newest = Math.Max(neighbour.Newest, needs.Version);
                    neighbour.Needs = [.. needs.Addresses];
                    break;
            }

            if (neighbour.IsKnown || neighbour.Asked) return false;
            neighbour.Asked = true;
            return true;
        }
    }

    /// <summary>What was known may have changed unheard; all are being asked.</summary>
    public void Doubt()
    {
        lock (_lock)
        {
            foreach (var neighbour in _nodes.Values) neighbour.Doubt();
        }
    }

    /// <summary>Forgets who has been silent for too long; answers with whom.</summary>
    public IReadOnlyList<NodeId> Forget()
    {
        lock (_lock)
        {
            List<NodeId> silent = [.. _nodes.Where(node => time.GetElapsedTime(node.Value.HeardAt) > Patience).Select(node => node.Key)];
            foreach (var node in silent) _nodes.Remove(node);
            return silent;
        }
    }

    private bool IsAssumed(ulong[]? numbers)
    {
        if (_assumed.Count == 0 || numbers is null) return false;
        foreach (var old in _assumed.Where(group => time.GetElapsedTime(group.Value) > Patience).ToList()) _assumed.Remove(old.Key);
        return numbers.Any(_assumed.ContainsKey);
    }

    // Between a connection's coming and this node's hearing of it, pushes for it went past its node.
    private void Resend(NodeId node, Func<Push, bool> wanted, Action<Push, IReadOnlyList<NodeId>> send)
    {
        foreach (var push in _recent.NotSentTo(node, wanted)) send(push, [node]);
    }

    private sealed class Neighbour
    {
        // Far from every version, so that no change continues it.
        private const long Never = long.MinValue;

        /// <summary>As of <see cref="Version"/>.</summary>
        public HashSet<ulong> Needs { get; set; } = [];

        public long Version { get; set; } = Never;

        /// <summary>The newest version that was heard of.</summary>
        public long Newest { get; set; }

        public bool Asked { get; set; }

        public long HeardAt { get; set; }

        public bool IsKnown => Version == Newest;

        public void Doubt() => (Version, Asked) = (Never, true);

        /// <param name="numbers">Null: everyone's.</param>
        public bool NeedsAny(ulong[]? numbers)
        {
            if (!IsKnown || numbers is null) return true;
            foreach (var number in numbers)
            {
                if (Needs.Contains(number)) return true;
            }

            return false;
        }
    }
}
