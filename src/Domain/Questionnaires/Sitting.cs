using System.Collections.Immutable;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Questionnaires;

/// <summary>
/// One sitting: a questionnaire, and the screener after a PHQ-9 whose item 9 is 1 or more (VA Risk ID). Immutable;
/// says what is asked next, and what an answer or the end means for triage.
/// </summary>
/// <param name="Begun">What it began with.</param>
/// <param name="Answers">What was answered so far.</param>
public sealed record Sitting(Instrument Begun, Answers Answers)
{
    /// <summary>Item 9 of the PHQ-9: thoughts of being better off dead, or of self-harm.</summary>
    public const string Item9 = "phq9.9";

    /// <summary>Whether the screener follows in this sitting.</summary>
    public bool LeadsToScreener => Begun == Instrument.Phq9 && Answers[Item9] >= 1;

    /// <summary>The items that the answers lead to, in order.</summary>
    public IEnumerable<Item> Path => Begun == Instrument.Screener
        ? Screener.Path(Answers)
        : Questionnaire.Of(Begun).Items.Concat(LeadsToScreener ? Screener.Path(Answers) : []);

    /// <summary>What is asked next; null when nothing is left.</summary>
    public Item? Next => Path.FirstOrDefault(item => !Answers.Has(item.Code));

    /// <summary>Whether this item may be answered now: it is next, or was asked before.</summary>
    public bool Takes(Item item) => item == Next || (Path.Contains(item) && Answers.Has(item.Code));

    /// <summary>The item that is asked before this one.</summary>
    public Item? Before(Item item) => Path.TakeWhile(each => each != item).LastOrDefault();

    /// <summary>
    /// What this one answer says at once. Item 9 does not wait for the end, and neither does an answer that makes the
    /// screener high. The same answer again says nothing.
    /// </summary>
    public (Sitting After, ImmutableArray<Signal> Signals) Answer(Item item, int? answer, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(item);
        var after = this with { Answers = Answers.With(item, answer) };
        var signals = ImmutableArray.CreateBuilder<Signal>();
        if (item.Code == Item9 && answer > (Answers[Item9] ?? 0)) signals.Add(new Item9Positive(answer.Value, at));
        if (Screener.Read(after.Answers) is { Level: RiskLevel.High } high && Screener.Read(Answers)?.Level != RiskLevel.High)
        {
            signals.Add(new ScreenerAnswered(high.Level, high.Complete, high.AsHigh, at));
        }

        return (after, signals.ToImmutable());
    }

    /// <summary>What its answers have said at once, taken together.</summary>
    public ImmutableArray<Signal> SoFar(DateTimeOffset at)
    {
        var signals = ImmutableArray.CreateBuilder<Signal>();
        if (Answers[Item9] is > 0 and var answer) signals.Add(new Item9Positive(answer, at));
        if (Screener.Read(Answers) is { Level: RiskLevel.High } high) signals.Add(new ScreenerAnswered(high.Level, high.Complete, high.AsHigh, at));
        return signals.ToImmutable();
    }

    /// <summary>What the sitting says as it ends, whether finished or left.</summary>
    /// <param name="earlier">The person's earlier totals of the questionnaire it began with, oldest first.</param>
    /// <param name="at">When it ended.</param>
    public ImmutableArray<Signal> End(IReadOnlyList<int> earlier, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var signals = ImmutableArray.CreateBuilder<Signal>();
        if (Score.Of(Begun, Answers) is { } score)
        {
            signals.Add(Begun == Instrument.Phq9 ? new Phq9Scored(score.Total, at) : new Gad7Scored(score.Total, at));
            if (ChangeOverTime.Rise(earlier, score.Total) is > 0 and var rise) signals.Add(new ReliableDeterioration(Begun, rise, at));
        }

        // A high one was said with the answer that made it high.
        if (Screener.Read(Answers) is { Level: not RiskLevel.High } outcome)
        {
            signals.Add(new ScreenerAnswered(outcome.Level, outcome.Complete, outcome.AsHigh, at));
        }

        return signals.ToImmutable();
    }

    /// <summary>
    /// After how much silence it counts as left. Sooner when the next question is what tells whether it is high
    /// (CLINICAL.md: handled as high until asked).
    /// </summary>
    public TimeSpan LeftAfter(Thresholds limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var whenUnknown = Screener.Read(Answers) is { AsHigh: true, Level: not RiskLevel.High };
        return TimeSpan.FromMinutes(whenUnknown ? limits.FollowUpLeftMinutes : limits.SittingLeftMinutes);
    }
}
