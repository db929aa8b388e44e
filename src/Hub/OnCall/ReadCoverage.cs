using System.Collections.Frozen;
using System.Collections.Immutable;
using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>The on-call plan, for crisis teams and administrators; null for everybody else.</summary>
/// <param name="From">From when on overrides are wanted.</param>
public sealed record ReadCoverage(Caller By, DateTimeOffset From, DateTimeOffset Until) : IRequest<Coverage?>;

/// <param name="Edits">Whether the caller may change all of it, not only their own hours.</param>
/// <param name="Swaps">Those that wait for an answer.</param>
/// <param name="Reach">By which ways each responder is reached outside the board.</param>
/// <param name="Changes">Every version of every schedule and policy, the newest first.</param>
public sealed record Coverage(bool Edits, OnCallBook Book, ImmutableArray<Swap> Swaps, FrozenDictionary<PersonId, Reachable> Reach, ImmutableArray<Change> Changes)
{
    /// <summary>The version in force of a schedule or policy; 0 when there never was one.</summary>
    public int Version(Guid id) => Changes.Where(change => change.Id == id).Select(change => change.Version).DefaultIfEmpty().Max();
}

/// <summary>Who made which version of a schedule or policy, and when.</summary>
public sealed record Change(Guid Id, int Version, string By, DateTimeOffset At, bool Removed);

internal sealed class ReadCoverageHandler(Readers readers) : IRequestHandler<ReadCoverage, Coverage?>
{
    private const string Changes =
        """
        SELECT Id, Version, ChangedBy, ChangedAt, Removed FROM OnCallSchedules
        UNION ALL SELECT Id, Version, ChangedBy, ChangedAt, Removed FROM OnCallPolicies
        ORDER BY ChangedAt DESC, Version DESC
        """;

    public Task<Coverage?> Handle(ReadCoverage request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
    {
        if (!OnCallAccess.Sees(sql, request.By)) return null;
        var book = OnCallStore.Book(sql, request.From, request.Until);
        return new Coverage(
            OnCallAccess.Edits(sql, request.By),
            book,
            [.. OnCallStore.OpenSwaps(sql)],
            book.Roster.Responders.ToFrozenDictionary(person => person, person => Reachability.Of(sql, person.Value)),
            [.. sql.List(Changes, row => new Change(
                row.GetGuid(0), row.GetInt32(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.GetBoolean(4)))]);
    }));
}
