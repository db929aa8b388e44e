using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Questionnaires;

/// <summary>Which way a score moved by more than chance explains.</summary>
public enum ReliableChange
{
    /// <summary>By less than that.</summary>
    None,

    /// <summary>Down.</summary>
    Better,

    /// <summary>Up.</summary>
    Worse,
}

/// <summary>What a check-in says beside the person's own baseline.</summary>
public enum CheckInChange
{
    /// <summary>Not worse.</summary>
    None,

    /// <summary>A little worse: offer self-help.</summary>
    OfferSelfHelp,

    /// <summary>Much worse: it goes to the clinician.</summary>
    TellClinician,
}

/// <summary>Scores over time (CLINICAL.md, change over time).</summary>
public static class ChangeOverTime
{
    /// <summary>Reliable change (NHS Talking Therapies): PHQ-9 6 points, GAD-7 4 points, up or down.</summary>
    public static ReliableChange Reliable(Instrument instrument, int before, int after, Thresholds limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var needed = PointsOf(instrument, limits);
        return after - before >= needed ? ReliableChange.Worse
            : before - after >= needed ? ReliableChange.Better
            : ReliableChange.None;
    }

    /// <summary>A difference on the PHQ-9 that matters to the patient (Löwe 2004): 5 points, up or down.</summary>
    public static bool IsImportant(int before, int after, Thresholds limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Math.Abs(after - before) >= limits.Phq9ImportantDifference;
    }

    /// <summary>Remission: a PHQ-9 below 5.</summary>
    public static bool IsRemission(int phq9, Thresholds limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return phq9 < limits.RemissionBelow;
    }

    /// <summary>Response: 50% or more below a baseline of 10 or more.</summary>
    public static bool IsResponse(int baseline, int phq9, Thresholds limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return baseline >= limits.ResponseBaseline && (baseline - phq9) * 100 >= baseline * limits.ResponsePercent;
    }

    /// <summary>
    /// Relapse watch (our own): after remission, a PHQ-9 of 10 or more, or up by 5 or more from the last one in
    /// remission. Says so once; then not again before another remission.
    /// </summary>
    /// <param name="earlier">The person's earlier totals, oldest first.</param>
    /// <param name="latest">The newest.</param>
    public static bool IsRelapseWatch(IReadOnlyList<int> earlier, int latest, Thresholds limits)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(limits);
        var since = earlier.Reverse().TakeWhile(total => !IsRemission(total, limits)).ToList();
        if (since.Count == earlier.Count) return false;
        var remission = earlier[^(since.Count + 1)];
        bool Relapses(int total) => total >= limits.RelapseScore || total - remission >= limits.RelapseRise;
        return Relapses(latest) && !since.Any(Relapses);
    }

    /// <summary>
    /// Points by which a score is above the person's first one or last one, whichever is lower (our own): a slow climb
    /// counts, and so does a fall back after getting better. 0 or less is no rise.
    /// </summary>
    public static int Rise(IReadOnlyList<int> earlier, int latest)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return earlier.Count == 0 ? 0 : latest - Math.Min(earlier[0], earlier[^1]);
    }

    /// <summary>A check-in beside the person's own baseline: a small change offers self-help, a reliable one goes to the clinician.</summary>
    public static CheckInChange CheckIn(Instrument instrument, int baseline, int total, Thresholds limits) =>
        Reliable(instrument, baseline, total, limits) == ReliableChange.Worse ? CheckInChange.TellClinician
        : total > baseline ? CheckInChange.OfferSelfHelp
        : CheckInChange.None;

    private static int PointsOf(Instrument instrument, Thresholds limits) => instrument switch
    {
        Instrument.Phq9 => limits.Phq9ReliableChange,
        Instrument.Gad7 => limits.Gad7ReliableChange,
        _ => throw new ArgumentOutOfRangeException(nameof(instrument), instrument, "It has no total."),
    };
}
