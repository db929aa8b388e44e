using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Questionnaires;

/// <summary>A patient's own sitting, as it stands. Null: no such sitting of theirs.</summary>
public sealed record ShowSitting(Caller By, Guid Sitting) : IRequest<SittingShown?>;

/// <summary>A sitting to its own patient.</summary>
/// <param name="Follows">What the clinic's rules say to its answers; null when they ask nobody for anything.</param>
public sealed record SittingShown(Guid Id, SittingState State, Sitting Sitting, Decision? Follows)
{
    /// <summary>Whether it is a crisis: help comes before anything else.</summary>
    public bool IsCrisis => Follows?.Level == Level.Crisis;
}

internal sealed class ShowSittingHandler(Readers readers, TimeProvider clock) : IRequestHandler<ShowSitting, SittingShown?>
{
    public Task<SittingShown?> Handle(ShowSitting request, CancellationToken cancellationToken) => Task.FromResult(readers.Snapshot(sql =>
        SittingStore.Find(sql, request.Sitting) is { } found && found.Record == request.By.Account
            ? new SittingShown(found.Id, found.State, found.Sitting, Follows(sql, found, TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds())))
            : null));

    // The same signals as were acted on. While it is open only what acts at once counts.
    private static Decision? Follows(Sql sql, SittingOnFile found, DateTimeOffset now)
    {
        var (sitting, at) = (found.Sitting, found.EndedAt ?? now);
        var signals = sitting.SoFar(at);
        if (found.State != SittingState.Open) signals = signals.AddRange(sitting.End(SittingStore.TotalsBefore(sql, found), at));
        var pack = RulePacks.Current(sql);
        return TriageRules.AskForSomebody(signals, pack) ? TriageRules.Decide(signals, pack, at) : null;
    }
}
