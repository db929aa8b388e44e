using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Connections;

internal static partial class ConnectionLog
{
    [LoggerMessage(10, LogLevel.Information, "Closed a connection of session {Session}, which has ended")]
    public static partial void ConnectionClosed(this ILogger logger, Guid session);

    [LoggerMessage(11, LogLevel.Warning, "A push was not delivered; its readers will fetch")]
    public static partial void PushFailed(this ILogger logger, Exception exception);

    [LoggerMessage(12, LogLevel.Warning, "Too many pushes are under way; one was dropped")]
    public static partial void PushDropped(this ILogger logger);

    [LoggerMessage(13, LogLevel.Error, "Could not ask which sessions have ended; the next look tries again")]
    public static partial void SweepFailed(this ILogger logger, Exception exception);
}
