namespace CareConnect.Domain.Questionnaires;

/// <summary>The published bands, mildest first.</summary>
public enum Band
{
    /// <summary>PHQ-9 and GAD-7: 0 to 4.</summary>
    Minimal,

    /// <summary>PHQ-9 and GAD-7: 5 to 9.</summary>
    Mild,

    /// <summary>PHQ-9 and GAD-7: 10 to 14.</summary>
    Moderate,

    /// <summary>PHQ-9 alone: 15 to 19.</summary>
    ModeratelySevere,

    /// <summary>PHQ-9: 20 to 27. GAD-7: 15 to 21.</summary>
    Severe,
}

/// <summary>A finished PHQ-9 or GAD-7.</summary>
public sealed record Score(Instrument Instrument, int Total, Band Band)
{
    /// <summary>The score, or null when an item has no answer: then there is no total and no band (our own).</summary>
    public static Score? Of(Instrument instrument, Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (instrument == Instrument.Screener) return null;
        var items = Questionnaire.Of(instrument).Items;
        if (items.Any(item => answers[item.Code] is null)) return null;
        var total = items.Sum(item => answers[item.Code]!.Value);
        return new Score(instrument, total, BandOf(instrument, total));
    }

    /// <summary>The band of a total (PHQ-9: Kroenke 2001; GAD-7: Spitzer 2006).</summary>
    public static Band BandOf(Instrument instrument, int total) => (instrument, total) switch
    {
        (Instrument.Screener, _) => throw new ArgumentOutOfRangeException(nameof(instrument), instrument, "It has no total."),
        (_, < 5) => Band.Minimal,
        (_, < 10) => Band.Mild,
        (_, < 15) => Band.Moderate,
        (Instrument.Phq9, < 20) => Band.ModeratelySevere,
        _ => Band.Severe,
    };
}
