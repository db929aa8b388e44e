using CareConnect.Domain.Crisis;

namespace CareConnect.Hub.Crisis;

/// <summary>What raised an alert, as the wire says it.</summary>
internal static class CauseWords
{
    /// <summary>Never refuses: whatever a client says, somebody asked for help.</summary>
    public static AlertCause Read(string? word) => word == "not-safe" ? AlertCause.Signal : AlertCause.HelpButton;

    public static string Of(AlertCause cause) => cause switch
    {
        AlertCause.HelpButton => "help-button",
        AlertCause.Signal => "not-safe",
        AlertCause.Staff => "staff",
        AlertCause.Screener => "screener",
        AlertCause.Drill => "drill",
        _ => throw new ArgumentOutOfRangeException(nameof(cause)),
    };
}
