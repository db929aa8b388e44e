using CareConnect.Domain.Crisis;

namespace CareConnect.Hub.Crisis;

/// <summary>What raised an alert, as the wire says it.</summary>
internal static class CauseWords
{
    /// <summary>Never refuses: whatever a client says, somebody asked for help.</summary>
    public static AlertCause Read(string? word) => word switch
    {
        "not-safe" => AlertCause.Signal,
        "risk-cue" => AlertCause.RiskCue,
        _ => AlertCause.HelpButton,
    };

    public static string Of(AlertCause cause) => cause switch
    {
        AlertCause.HelpButton => "help-button",
        AlertCause.Signal => "not-safe",
        AlertCause.Staff => "staff",
        AlertCause.Screener => "screener",
        AlertCause.Drill => "drill",
        AlertCause.RiskCue => "risk-cue",
        _ => throw new ArgumentOutOfRangeException(nameof(cause)),
    };
}
