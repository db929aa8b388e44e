using CareConnect.Domain.People;

namespace CareConnect.Domain.Tasks;

/// <summary>Something that happened to a task. Stored with it, in one transaction.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who did it; null when a rule did.</param>
public abstract record TaskEvent(DateTimeOffset At, PersonId? By);

/// <summary>A rule or a closing asked for it.</summary>
public sealed record TaskMade(DateTimeOffset At, PersonId? Owner) : TaskEvent(At, null);

/// <summary>Somebody did it.</summary>
public sealed record TaskDone(DateTimeOffset At, PersonId Doer) : TaskEvent(At, Doer);

/// <summary>It was given to a person, or taken by one.</summary>
public sealed record TaskHandedOver(DateTimeOffset At, PersonId Giver, PersonId? From, PersonId To) : TaskEvent(At, Giver);

/// <summary>What a move of a task came to.</summary>
public abstract record TaskResult;

/// <summary>It happened: store both in one transaction.</summary>
public sealed record TaskMoved(CareTask Task, TaskEvent Event) : TaskResult;

/// <summary>It already is so: nothing to store.</summary>
public sealed record TaskAlreadySo(CareTask Task) : TaskResult;

/// <summary>It has been done, so it can be given to nobody.</summary>
public sealed record TaskIsDone : TaskResult;

/// <summary>How a task moves. The caller has checked that the person may see it.</summary>
public static class TaskMoves
{
    /// <summary>Done. Whoever did it: that it was done is a fact.</summary>
    public static TaskResult Finish(this CareTask task, PersonId by, DateTimeOffset now) => task.State == TaskState.Done
        ? new TaskAlreadySo(task)
        : new TaskMoved(task with { State = TaskState.Done }, new TaskDone(now, by));

    /// <summary>Gives it to a person, oneself for example. Its day stays.</summary>
    public static TaskResult HandOver(this CareTask task, PersonId by, PersonId to, DateTimeOffset now)
    {
        if (task.State == TaskState.Done) return new TaskIsDone();
        if (task.Owner == to) return new TaskAlreadySo(task);
        return new TaskMoved(task with { Owner = to }, new TaskHandedOver(now, by, task.Owner, to));
    }
}
