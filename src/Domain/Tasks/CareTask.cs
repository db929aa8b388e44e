using CareConnect.Domain.People;

namespace CareConnect.Domain.Tasks;

/// <summary>What is to be done. Names are stored, so they are never given a new meaning.</summary>
public enum TaskKind
{
    /// <summary>Call within 72 hours after a crisis.</summary>
    CallAfterCrisis,

    /// <summary>A visit at 7 days after a crisis.</summary>
    FirstVisit,

    /// <summary>A visit at 30 days after a crisis.</summary>
    SecondVisit,

    /// <summary>Ask about risk again.</summary>
    Reassess,

    /// <summary>Make contact.</summary>
    Contact,

    /// <summary>Look at a course that may be turning back: the relapse watch.</summary>
    Review,
}

/// <summary>Whether it is still to be done.</summary>
public enum TaskState
{
    /// <summary>To be done.</summary>
    Open,

    /// <summary>Done, by a person.</summary>
    Done,
}

/// <summary>
/// Something to be done for a patient by a day, with one owner. Nothing but a person ends it, and time only makes it
/// overdue.
/// </summary>
/// <param name="Id">The task's id.</param>
/// <param name="Record">For whom.</param>
/// <param name="Kind">What.</param>
/// <param name="Owner">Who does it; null when nobody has taken it yet.</param>
/// <param name="Due">By when.</param>
/// <param name="State">Whether it is done.</param>
/// <param name="Origin">What asked for it, e.g. an alert's id: one origin asks for one kind once.</param>
public sealed record CareTask(
    Guid Id, RecordId Record, TaskKind Kind, PersonId? Owner, DateTimeOffset Due, TaskState State, string Origin)
{
    /// <summary>A task that is still to be done.</summary>
    public static CareTask New(Guid id, RecordId record, TaskKind kind, PersonId? owner, DateTimeOffset due, string origin)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(origin);
        return new CareTask(id, record, kind, owner, due, TaskState.Open, origin);
    }
}
