using System.Runtime.CompilerServices;

namespace CareConnect.Domain.Triage;

/// <summary>How often somebody is seen and reached while a risk level holds.</summary>
/// <param name="ReassessDays">Days until the risk is looked at again.</param>
/// <param name="ContactDays">Days until somebody has been in contact again.</param>
public readonly record struct Cadence(int ReassessDays, int ContactDays);

/// <summary>What follows a crisis, counted from when it was closed.</summary>
/// <param name="CallHours">Hours until a call.</param>
/// <param name="FirstVisitDays">Days until the first visit.</param>
/// <param name="SecondVisitDays">Days until the second visit.</param>
public readonly record struct AfterCrisis(int CallHours, int FirstVisitDays, int SecondVisitDays);

/// <summary>
/// The numbers of CLINICAL.md that a clinic may tune in its rule pack. What an instrument's authors fixed is not
/// among them: bands, item 9 and the levels of the C-SSRS are what they are.
/// </summary>
public sealed record Thresholds
{
    private const int Phq9Most = 27;
    private const int Gad7Most = 21;

    /// <summary>The numbers of CLINICAL.md.</summary>
    public static Thresholds Default { get; } = new();

    /// <summary>A PHQ-9 of this or more is seen the same working day (our own: 20).</summary>
    public int Phq9Today { get; init => field = Within(value, 1, Phq9Most); } = 20;

    /// <summary>A PHQ-9 of this or more is looked at in the ordinary course (our own: 10).</summary>
    public int Phq9Review { get; init => field = Within(value, 1, Phq9Most); } = 10;

    /// <summary>A GAD-7 of this or more is evaluated (Spitzer 2006: 10).</summary>
    public int Gad7Evaluate { get; init => field = Within(value, 1, Gad7Most); } = 10;

    /// <summary>Points by which a PHQ-9 has changed reliably (NHS Talking Therapies: 6).</summary>
    public int Phq9ReliableChange { get; init => field = Within(value, 1, Phq9Most); } = 6;

    /// <summary>Points by which a GAD-7 has changed reliably (NHS Talking Therapies: 4).</summary>
    public int Gad7ReliableChange { get; init => field = Within(value, 1, Gad7Most); } = 4;

    /// <summary>Points of a PHQ-9 that matter to the patient (Löwe 2004: 5).</summary>
    public int Phq9ImportantDifference { get; init => field = Within(value, 1, Phq9Most); } = 5;

    /// <summary>A PHQ-9 below this is remission (published: 5).</summary>
    public int RemissionBelow { get; init => field = Within(value, 1, Phq9Most); } = 5;

    /// <summary>Response needs a baseline of this or more (published: 10).</summary>
    public int ResponseBaseline { get; init => field = Within(value, 1, Phq9Most); } = 10;

    /// <summary>Percent below the baseline that make a response (published: 50).</summary>
    public int ResponsePercent { get; init => field = Within(value, 1, 100); } = 50;

    /// <summary>After remission, a PHQ-9 of this or more opens a review (our own: 10).</summary>
    public int RelapseScore { get; init => field = Within(value, 1, Phq9Most); } = 10;

    /// <summary>After remission, a PHQ-9 up by this or more opens a review (our own: 5).</summary>
    public int RelapseRise { get; init => field = Within(value, 1, Phq9Most); } = 5;

    /// <summary>Duties at high risk (published: 7 and 7 days).</summary>
    public Cadence HighRisk { get; init => field = Checked(value); } = new(7, 7);

    /// <summary>Duties at moderate risk (published: 14 and 14 days).</summary>
    public Cadence ModerateRisk { get; init => field = Checked(value); } = new(14, 14);

    /// <summary>Duties at low risk (published: 30 and 30 days).</summary>
    public Cadence LowRisk { get; init => field = Checked(value); } = new(30, 30);

    /// <summary>What follows a crisis (published: a call within 72 hours, visits at 7 and at 30 days).</summary>
    public AfterCrisis AfterCrisis
    {
        get;
        init
        {
            Within(value.CallHours, 1, 24 * 365);
            Within(value.FirstVisitDays, 1, 365);
            Within(value.SecondVisitDays, value.FirstVisitDays, 365);
            field = value;
        }
    } = new(72, 7, 30);

    /// <summary>Minutes after the last answer when a sitting counts as left unfinished (our own: 15).</summary>
    public int SittingLeftMinutes { get; init => field = Within(value, 1, 24 * 60); } = 15;

    /// <summary>
    /// The same, while the answer that is missing tells whether something was done within three months (our own: 3).
    /// </summary>
    public int FollowUpLeftMinutes { get; init => field = Within(value, 1, 24 * 60); } = 3;

    private static Cadence Checked(Cadence value, [CallerMemberName] string name = "") =>
        new(Within(value.ReassessDays, 1, 365, name), Within(value.ContactDays, 1, 365, name));

    private static int Within(int value, int least, int most, [CallerMemberName] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
        return value;
    }
}
