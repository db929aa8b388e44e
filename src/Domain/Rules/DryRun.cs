using System.Collections.Immutable;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Rules;

/// <summary>A decision that was made, with all that went into it.</summary>
/// <param name="Item">The row of the queue.</param>
/// <param name="At">When it was made.</param>
/// <param name="Until">Until when it stood: the next decision, the answer, or the present.</param>
/// <param name="Pack">The rules that made it.</param>
public sealed record PastDecision(
    Guid Item, ImmutableArray<Signal> Signals, DateTimeOffset At, DateTimeOffset Until, Lowering? Lowering,
    DateTimeOffset? ClaimedAt, RulePack Pack);

/// <summary>A row that other rules would have put elsewhere.</summary>
/// <param name="At">The first moment at which it would have stood elsewhere.</param>
/// <param name="Why">The first reason under the other rules.</param>
public sealed record Elsewhere(Guid Item, DateTimeOffset At, Level Was, Level WouldBe, Reason Why);

/// <summary>What other rules would have changed.</summary>
/// <param name="Rows">How many rows were looked at.</param>
/// <param name="Elsewhere">Rows at another level, in the order of time.</param>
/// <param name="Sooner">Rows at the same level that would have been due sooner.</param>
/// <param name="Later">Rows at the same level that would have been due later.</param>
public sealed record DryRunResult(int Rows, ImmutableArray<Elsewhere> Elsewhere, int Sooner, int Later);

/// <summary>
/// Decides past decisions again by other rules. Pure: nothing is changed. Everything that people did is taken as it was:
/// when a patient wrote, when someone claimed it, when it was answered.
/// </summary>
public static class DryRun
{
    /// <summary>What the proposed rules would have changed.</summary>
    /// <param name="decisions">In any order.</param>
    public static DryRunResult Of(IEnumerable<PastDecision> decisions, RulePack proposed)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(proposed);
        var (rows, sooner, later) = (0, 0, 0);
        var elsewhere = ImmutableArray.CreateBuilder<Elsewhere>();
        foreach (var row in decisions.GroupBy(decision => decision.Item))
        {
            rows++;
            var inOrder = row.OrderBy(decision => decision.At).ToList();
            if (inOrder.Select(decision => Moved(decision, proposed)).FirstOrDefault(moved => moved is not null) is { } first)
            {
                elsewhere.Add(first);
                continue;
            }

            var order = inOrder.Select(decision => Due(decision, proposed)).FirstOrDefault(order => order != 0);
            if (order < 0) sooner++;
            if (order > 0) later++;
        }

        return new DryRunResult(
            rows, [.. elsewhere.OrderBy(each => each.At).ThenBy(each => each.Item)], sooner, later);
    }

    // Levels differ as the decision is made, or while it stands, from when one clock ran out before the other.
    private static Elsewhere? Moved(PastDecision past, RulePack proposed)
    {
        var end = past.Until > past.At ? past.Until.AddMilliseconds(-1) : past.At;
        var moments = Rises(By(past, past.Pack, end)).Concat(Rises(By(past, proposed, end)))
            .Where(at => at > past.At && at <= end).Append(past.At).Append(end).Distinct().Order();
        foreach (var at in moments)
        {
            var (was, would) = (By(past, past.Pack, at), By(past, proposed, at));
            if (was.Level != would.Level) return new Elsewhere(past.Item, at, was.Level, would.Level, would.Reasons[0]);
        }

        return null;
    }

    private static IEnumerable<DateTimeOffset> Rises(Decision decision) =>
        decision.Reasons.Where(reason => reason.Code == ReasonCode.ClockRanOut).Select(reason => reason.At);

    private static int Due(PastDecision past, RulePack proposed)
    {
        var (was, would) = (By(past, past.Pack, past.At).Clocks, By(past, proposed, past.At).Clocks);
        var order = would.ClaimBy.CompareTo(was.ClaimBy);
        return order != 0 ? order : would.ContactBy.CompareTo(was.ContactBy);
    }

    private static Decision By(PastDecision past, RulePack pack, DateTimeOffset at) =>
        TriageRules.Decide(past.Signals, pack, at, past.Lowering, past.ClaimedAt);
}
