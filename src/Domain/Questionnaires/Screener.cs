namespace CareConnect.Domain.Questionnaires;

/// <summary>What a screener came to.</summary>
/// <param name="Level">The level; of an unfinished one the highest reached so far, which is a floor and never "none".</param>
/// <param name="Complete">Whether everything that was to be asked was answered.</param>
/// <param name="AsHigh">High, or handled as high until somebody asks when it was.</param>
public sealed record ScreenerOutcome(RiskLevel Level, bool Complete, bool AsHigh);

/// <summary>
/// The C-SSRS screener (Columbia): Q1 to Q5 about the past month, Q6 about the whole life, and whether that was within
/// three months.
/// </summary>
public static class Screener
{
    private const string Plan = "cssrs.5";
    private const string Intent = "cssrs.4";
    private const string Method = "cssrs.3";
    private const string Thoughts = "cssrs.2";
    private const string Wish = "cssrs.1";
    private const string Done = "cssrs.6";
    private const string DoneRecently = "cssrs.6.recent";

    /// <summary>
    /// The items that these answers lead to, in order. A "no" to Q2 skips to Q6. One that was passed over skips
    /// nothing: what is not known is asked (our own).
    /// </summary>
    public static IEnumerable<Item> Path(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return Questionnaire.Screener.Items.Where(item => item.Code switch
        {
            Method or Intent or Plan => answers[Thoughts] != 0,
            DoneRecently => answers[Done] == 1,
            _ => true,
        });
    }

    /// <summary>What the answers say; null while no question was asked. The highest wins, whatever the path.</summary>
    public static ScreenerOutcome? Read(Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (!Questionnaire.Screener.Items.Any(item => answers.Has(item.Code))) return null;
        var level = LevelOf(answers);
        var whenUnknown = answers[Done] == 1 && answers[DoneRecently] is null;
        return new ScreenerOutcome(
            level,
            Path(answers).All(item => answers[item.Code] is not null),
            level == RiskLevel.High || whenUnknown);
    }

    private static RiskLevel LevelOf(Answers answers)
    {
        bool Yes(string code) => answers[code] == 1;
        if (Yes(Intent) || Yes(Plan) || Yes(DoneRecently)) return RiskLevel.High;
        if (Yes(Method) || Yes(Done)) return RiskLevel.Moderate;
        return Yes(Wish) || Yes(Thoughts) ? RiskLevel.Low : RiskLevel.None;
    }
}
