using System.Collections.Immutable;
using CareConnect.Domain.People;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Queue;

/// <summary>
/// How an item of the queue moves. The caller has checked the role (<see cref="Permissions"/>) and that the person is
/// in the item's team; what is decided here is what state and owner allow.
/// </summary>
public static class QueueMoves
{
    /// <summary>A patient wrote, and begins to wait.</summary>
    public static Moved Open(
        Guid id, PersonId patient, ConversationId conversation, TeamId? team,
        IEnumerable<Signal> signals, RulePack pack, DateTimeOffset now)
    {
        var item = Begun(id, patient, conversation, team, signals, pack, now);
        return new Moved(item, new PatientWrote(now, patient, item.Decision));
    }

    /// <summary>A patient shared something without writing, and begins to wait, with a conversation or without.</summary>
    public static Moved OpenShared(
        Guid id, PersonId? patient, ConversationId? conversation, TeamId? team,
        IEnumerable<Signal> signals, RulePack pack, DateTimeOffset now)
    {
        var item = Begun(id, patient, conversation, team, signals, pack, now);
        return new Moved(item, new PatientShared(now, patient, item.Decision));
    }

    /// <summary>
    /// The patient wrote again. An answered item waits anew for everyone, so that nobody waits on a person who has
    /// gone home. Of one that waits already nothing changes while nothing new was shared.
    /// </summary>
    public static QueueResult Write(
        this QueueItem item, PersonId patient, IEnumerable<Signal> signals, RulePack pack, DateTimeOffset now)
    {
        if (item.State == QueueState.Closed) return new AlreadyClosed(item.Outcome!.Value);
        var next = (item with { Patient = patient }).Hearing(signals, pack, now);
        return next.StandsAs(item) ? new AlreadySo(item) : new Moved(next, new PatientWrote(now, patient, next.Decision));
    }

    /// <summary>The patient shared something without writing. As for words, an answered item waits anew for everyone.</summary>
    public static QueueResult Share(this QueueItem item, IEnumerable<Signal> signals, RulePack pack, DateTimeOffset now)
    {
        if (item.State == QueueState.Closed) return new AlreadyClosed(item.Outcome!.Value);
        var next = item.Hearing(signals, pack, now);
        return new Moved(next, new PatientShared(now, item.Patient, next.Decision));
    }

    /// <summary>Time has passed. Only an item that nobody who is there has claimed rises by it.</summary>
    public static QueueResult Wait(this QueueItem item, RulePack pack, DateTimeOffset now)
    {
        if (!item.IsOpen) return new NotWaiting(item.State);
        var next = item.Decided(pack, now);
        return next.Decision.Level.IsMoreUrgentThan(item.Decision.Level)
            ? new Moved(next, new RoseByWaiting(now, next.Decision))
            : new AlreadySo(item);
    }

    /// <summary>One person takes it; everyone else is told who.</summary>
    public static QueueResult Claim(this QueueItem item, PersonId by, RulePack pack, DateTimeOffset now)
    {
        if (!item.IsOpen) return new NotWaiting(item.State);
        if (item.Owner == by && !item.OwnerAway) return new AlreadySo(item);
        if (item.HeldFrom(by) is { } owner) return new AlreadyClaimedBy(owner);
        return item.Owner is { } away && away != by
            ? new Moved(item.OwnedBy(by, pack, now), new ItemHandedOver(now, by, away, by))
            : new Moved(item.OwnedBy(by, pack, now), new ItemClaimed(now, by));
    }

    /// <summary>
    /// Gives it to a colleague: its owner may, and while nobody who is there has it, or its clock has run out, anyone.
    /// </summary>
    public static QueueResult HandOver(this QueueItem item, PersonId by, PersonId to, RulePack pack, DateTimeOffset now)
    {
        if (!item.IsOpen) return new NotWaiting(item.State);
        if (item.Owner == to && !item.OwnerAway) return new AlreadySo(item);
        if (item.HeldFrom(by) is { } owner && now < item.Due) return new AlreadyClaimedBy(owner);
        return new Moved(item.OwnedBy(to, pack, now), new ItemHandedOver(now, by, item.Owner, to));
    }

    /// <summary>
    /// Gives it back to everyone: its owner at any time, any colleague once the owner's clock has run out or the owner is
    /// not there, since a claim must not hold a patient up. The clocks never stopped, so it may rise at once.
    /// </summary>
    public static QueueResult Release(this QueueItem item, PersonId by, RulePack pack, DateTimeOffset now)
    {
        if (!item.IsOpen) return new NotWaiting(item.State);
        if (item.Owner is not { } owner) return new AlreadySo(item);
        if (item.HeldFrom(by) is not null && now < item.Due) return new AlreadyClaimedBy(owner);
        return new Moved(item.Unowned(pack, now), new ItemReleased(now, by, owner));
    }

    /// <summary>Gives it to another team, where it waits for everyone. Its clocks go on.</summary>
    public static QueueResult Reroute(
        this QueueItem item, PersonId by, TeamId to, RerouteReason why, RulePack pack, DateTimeOffset now)
    {
        if (!item.IsOpen) return new NotWaiting(item.State);
        if (item.HeldFrom(by) is { } owner) return new AlreadyClaimedBy(owner);
        if (item.Team == to) return new AlreadySo(item);
        return new Moved((item with { Team = to }).Unowned(pack, now), new ItemRerouted(now, by, item.Team, to, why));
    }

    /// <summary>A person lowers the level, with a reason.</summary>
    public static QueueResult Lower(
        this QueueItem item, PersonId by, Level to, LoweringReason why, RulePack pack, DateTimeOffset now)
    {
        if (!item.IsOpen) return new NotWaiting(item.State);
        if (item.HeldFrom(by) is { } owner) return new AlreadyClaimedBy(owner);
        if (!item.Decision.Level.IsMoreUrgentThan(to)) return new NotLower(item.Decision.Level);
        var lowering = new Lowering(to, by, why, now);
        var next = (item with { Lowering = lowering }).Decided(pack, now);
        return new Moved(next, new LevelLowered(now, item.Decision.Level, lowering));
    }

    /// <summary>
    /// The patient was answered by a person, whoever had claimed it: an answer in the thread is a fact. Who answers
    /// keeps it until it is closed.
    /// </summary>
    public static QueueResult Answer(this QueueItem item, PersonId by, DateTimeOffset now)
    {
        if (item.State == QueueState.Closed) return new AlreadyClosed(item.Outcome!.Value);
        if (item.State == QueueState.Answered) return new AlreadySo(item);
        var claimedAt = item.Owner == by ? item.ClaimedAt : now;
        var next = item with { State = QueueState.Answered, Owner = by, ClaimedAt = claimedAt };
        return new Moved(next, new ItemAnswered(now, by));
    }

    /// <summary>Done. Whoever closes it must have claimed it or nobody has.</summary>
    public static QueueResult Close(this QueueItem item, PersonId by, Outcome outcome, DateTimeOffset now)
    {
        if (item.State == QueueState.Closed) return new AlreadyClosed(item.Outcome!.Value);
        if (item.State == QueueState.Claimed && item.HeldFrom(by) is { } owner) return new AlreadyClaimedBy(owner);
        var next = item with { State = QueueState.Closed, Owner = by, Outcome = outcome };
        return new Moved(next, new ItemClosed(now, by, outcome));
    }

    private static QueueItem Begun(
        Guid id, PersonId? patient, ConversationId? conversation, TeamId? team,
        IEnumerable<Signal> signals, RulePack pack, DateTimeOffset now)
    {
        var heard = Heard([], signals, now);
        return new QueueItem
        {
            Id = id,
            Patient = patient,
            Conversation = conversation,
            Team = team,
            State = QueueState.Waiting,
            Signals = heard,
            Decision = TriageRules.Decide(heard, pack, now),
        };
    }

    private static QueueItem Hearing(this QueueItem item, IEnumerable<Signal> signals, RulePack pack, DateTimeOffset now)
    {
        var next = item.State == QueueState.Answered
            ? item with { State = QueueState.Waiting, Owner = null, ClaimedAt = null, Lowering = null, Signals = Heard([], signals, now) }
            : item with { Signals = Heard(item.Signals, signals.Where(signal => !item.HasHeard(signal)), now) };
        return next.Decided(pack, now);
    }

    // The same urgency chosen again says nothing new: the clock of the first runs. What a person has lowered since must be said anew.
    private static bool HasHeard(this QueueItem item, Signal signal) => signal is DeclaredUrgency { HowSoon: var howSoon }
        && item.Signals.Any(known => known is DeclaredUrgency said && said.HowSoon == howSoon && (item.Lowering is null || said.At >= item.Lowering.At));

    private static bool StandsAs(this QueueItem item, QueueItem before) =>
        item.State == before.State && item.Patient == before.Patient && item.ClaimedAt == before.ClaimedAt
        && item.Signals == before.Signals && item.Decision == before.Decision;

    // The colleague who has it and is there to have it.
    private static PersonId? HeldFrom(this QueueItem item, PersonId by) =>
        item.Owner is { } owner && owner != by && !item.OwnerAway ? owner : null;

    private static QueueItem OwnedBy(this QueueItem item, PersonId owner, RulePack pack, DateTimeOffset now) =>
        (item with { State = QueueState.Claimed, Owner = owner, ClaimedAt = now, OwnerAway = false }).Decided(pack, now);

    private static QueueItem Unowned(this QueueItem item, RulePack pack, DateTimeOffset now) =>
        (item with { State = QueueState.Waiting, Owner = null, ClaimedAt = null, OwnerAway = false }).Decided(pack, now);

    // What an absent owner claimed waits like what nobody claimed. Their claim counts again from their return, so that
    // what rose meanwhile does not fall.
    private static QueueItem Decided(this QueueItem item, RulePack pack, DateTimeOffset now) => item with
    {
        Decision = TriageRules.Decide(item.Signals, pack, now, item.Lowering, item.CountedClaim),
        ClaimedAt = item.OwnerAway ? now : item.ClaimedAt,
    };

    // A message with no signal still starts a wait.
    private static ImmutableArray<Signal> Heard(ImmutableArray<Signal> before, IEnumerable<Signal> signals, DateTimeOffset now)
    {
        ImmutableArray<Signal> added = [.. signals];
        if (added.IsEmpty && !before.IsEmpty) return before;
        var all = before.AddRange(added);
        return all.IsEmpty ? [new WaitingSince(now)] : all;
    }
}
