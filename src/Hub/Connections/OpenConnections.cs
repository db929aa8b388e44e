using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Connections;

/// <summary>The connections of this process, by session, so that they end with it.</summary>
public sealed class OpenConnections
{
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<string, HubCallerContext>> sessions = new();

    /// <summary>Sessions that have a connection here.</summary>
    public IReadOnlyCollection<Guid> Sessions => [.. sessions.Keys];

    /// <summary>All of them.</summary>
    internal IReadOnlyCollection<string> Ids => [.. sessions.Values.SelectMany(open => open.Keys)];

    internal void Add(Guid session, HubCallerContext context) =>
        sessions.AddOrUpdate(
            session,
            _ => new([new(context.ConnectionId, context)]),
            (_, open) =>
            {
                open[context.ConnectionId] = context;
                return open;
            });

    internal void Remove(Guid session, HubCallerContext context)
    {
        if (!sessions.TryGetValue(session, out var open))
            return;
        open.TryRemove(context.ConnectionId, out _);
        if (open.IsEmpty)
            sessions.TryRemove(new(session, open));
    }

    internal IReadOnlyList<HubCallerContext> Of(Guid session) => sessions.TryGetValue(session, out var open) ? [.. open.Values] : [];
}
