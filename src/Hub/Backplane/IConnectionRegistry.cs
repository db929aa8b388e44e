namespace CareConnect.Hub.Backplane;

/// <summary>Ends live connections when access ends, on this node at once and on every other through the backplane.</summary>
/// <remarks>
/// Reaching other nodes is a hint like every push: while Redis is away it is lost. Whoever must be sure looks at
/// <see cref="Local"/> on each node from time to time and asks the database.
/// </remarks>
public interface IConnectionRegistry
{
    /// <summary>The live connections of this node.</summary>
    IReadOnlyCollection<LiveConnection> Local { get; }

    /// <summary>How many of them read more slowly than they are written to.</summary>
    int Behind { get; }

    /// <summary>
    /// Whether a user has a live connection, here or on a node that was heard of in the last seconds. A hint: while Redis
    /// is away only this node's connections are known of.
    /// </summary>
    bool IsHere(string userId);

    /// <summary>Ends every connection of a user.</summary>
    void EndUser(string userId);

    /// <summary>Ends the connections of one session of a user; the others stay.</summary>
    void EndSession(string userId, string sessionId);
}

/// <summary>Whose a live connection is, as it was when it connected.</summary>
public sealed record LiveConnection(string ConnectionId, string? UserId, string? SessionId);
