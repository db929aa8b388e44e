using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(1, LogLevel.Error, "A batch of writes was not committed")]
    public static partial void BatchFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "Database brought up to date: {Count} migrations")]
    public static partial void Migrated(this ILogger logger, int count);
}
