using CareConnect.Domain.People;

namespace CareConnect.Domain.Crisis;

/// <summary>Where an alert is (CLINICAL.md, crisis alerts).</summary>
public enum AlertState
{
    /// <summary>Committed; nobody has been paged yet.</summary>
    Raised,

    /// <summary>Somebody was paged; nobody has it.</summary>
    Paged,

    /// <summary>Exactly one person has it, and is trying to reach the patient.</summary>
    Acknowledged,

    /// <summary>The patient was reached.</summary>
    ContactMade,

    /// <summary>Closed, with a disposition and a follow-up.</summary>
    Closed,
}

/// <summary>What raised an alert.</summary>
public enum AlertCause
{
    /// <summary>The patient pressed the button.</summary>
    HelpButton,

    /// <summary>A signal of level P0.</summary>
    Signal,

    /// <summary>A member of staff.</summary>
    Staff,

    /// <summary>The answers to the C-SSRS screener.</summary>
    Screener,

    /// <summary>A drill: nobody is in danger, and the chain is tried from end to end.</summary>
    Drill,

    /// <summary>A risk cue that the patient's device noticed, and that the patient agreed to share.</summary>
    RiskCue,
}

/// <summary>What came of it. Codes, because the details belong in the encrypted room.</summary>
public enum Disposition
{
    /// <summary>The patient is safe, with their safety plan.</summary>
    SafeWithPlan,

    /// <summary>A visit was made or booked for the same or the next day.</summary>
    SeenSoon,

    /// <summary>Went to an emergency department or a crisis centre.</summary>
    EmergencyCare,

    /// <summary>Somebody they trust is with them.</summary>
    WithSomeone,

    /// <summary>A welfare check was asked for, as the last resort, and the patient was told.</summary>
    WelfareCheck,

    /// <summary>Raised by mistake, as the patient confirmed when reached.</summary>
    Mistake,
}

/// <summary>Who sees to the patient next, and on which date of the clinic's calendar.</summary>
public sealed record FollowUp(PersonId Owner, DateOnly On);

/// <summary>
/// One crisis alert. Immutable: its moves (<see cref="AlertMoves"/>) return the next alert and the event to store with
/// it. Nothing but a person's decision closes one.
/// </summary>
public sealed record Alert
{
    /// <summary>The alert's id, made by who raised it, so that raising again after a lost answer doubles nothing.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whom it is about: a record, because an alert waits for no keys. Null for a drill alone.</summary>
    public required RecordId? Patient { get; init; }

    /// <summary>What raised it first.</summary>
    public required AlertCause Cause { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>Where it is.</summary>
    public required AlertState State { get; init; }

    /// <summary>The one person who has it; null until taken.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>By when the owner must have reached the patient; null unless acknowledged.</summary>
    public DateTimeOffset? ContactBy { get; init; }

    /// <summary>The crisis room: the first one committed.</summary>
    public ConversationId? Room { get; init; }

    /// <summary>What came of it, once closed.</summary>
    public Disposition? Disposition { get; init; }

    /// <summary>Who sees to the patient next, once closed.</summary>
    public FollowUp? FollowUp { get; init; }

    /// <summary>Whether the chain is only tried.</summary>
    public bool IsDrill => Cause == AlertCause.Drill;

    /// <summary>Whether anything is still to be done.</summary>
    public bool IsOpen => State != AlertState.Closed;
}
