using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Figures;

/// <summary>One wait of a patient: from when they began to wait until they were answered.</summary>
/// <param name="Claimed">When a person first had it; who answers without claiming has it then.</param>
/// <param name="Answered">When it was answered, or closed.</param>
/// <param name="Overdue">Whether a clock ran out before somebody had it, or before it was answered.</param>
public sealed record Wait(DateTimeOffset Began, DateTimeOffset? Claimed, DateTimeOffset? Answered, bool Overdue);

/// <summary>Something that happened to a row of the queue, as far as its waits are measured.</summary>
public abstract record WaitStep(DateTimeOffset At);

/// <summary>The rules were asked. The first time, and again after an answer, a wait begins with it.</summary>
public sealed record ClocksSet(DateTimeOffset At, Clocks Clocks) : WaitStep(At);

/// <summary>A person has it.</summary>
public sealed record WaitClaimed(DateTimeOffset At) : WaitStep(At);

/// <summary>Nobody has it any more.</summary>
public sealed record WaitReleased(DateTimeOffset At) : WaitStep(At);

/// <summary>It was answered or closed.</summary>
public sealed record WaitEnded(DateTimeOffset At) : WaitStep(At);

/// <summary>The waits of one row.</summary>
public static class Waits
{
    /// <summary>Measures them.</summary>
    /// <param name="steps">Of one row, in the order they happened; of one moment, the rules' answer first.</param>
    /// <param name="now">Until when one that goes on is looked at.</param>
    public static IEnumerable<Wait> Of(IEnumerable<WaitStep> steps, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Wait? wait = null;
        var (clocks, owned) = (default(Clocks), false);
        foreach (var step in steps)
        {
            wait = wait?.LookedAt(step.At, clocks, owned);
            switch (step)
            {
                case ClocksSet set:
                    wait ??= new Wait(set.At, null, null, Overdue: false);
                    clocks = set.Clocks;
                    break;
                case WaitClaimed when wait is not null:
                    (wait, owned) = (wait with { Claimed = wait.Claimed ?? step.At }, true);
                    break;
                case WaitReleased:
                    owned = false;
                    break;
                case WaitEnded when wait is not null:
                    yield return wait with { Claimed = wait.Claimed ?? step.At, Answered = step.At };
                    (wait, owned) = (null, false);
                    break;
            }
        }

        if (wait is not null) yield return wait.LookedAt(now, clocks, owned);
    }

    private static Wait LookedAt(this Wait wait, DateTimeOffset at, Clocks clocks, bool owned) =>
        wait with { Overdue = wait.Overdue || clocks.ContactBy < at || (!owned && clocks.ClaimBy < at) };
}
