using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Reports;

internal static partial class ReportLog
{
    [LoggerMessage(20, LogLevel.Warning, "A device of {Person} refused {Chain} at {Number}: {Refusal}")]
    public static partial void RefusalReported(this ILogger logger, string person, string chain, long number, string refusal);
}
