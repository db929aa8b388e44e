using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// A connection of this node. Writing to it never waits: a telephone that stopped reading must not hold up the
/// clinician who answers. One that falls too far behind is ended, and catches up from the log when it comes back.
/// </summary>
internal sealed partial class LocalConnection(HubConnectionContext context, string? sessionId, ILogger logger)
{
    /// <summary>
    /// Writes that may wait for a slow reader before it is ended: more than a lively hour of one person, and far less than a
    /// node's memory. They share their bytes with those of everyone else who is told.
    /// </summary>
    public const int MaxWaiting = 1024;

    private int _waiting;

    public HubConnectionContext Context { get; } = context;

    public LiveConnection Live { get; } = new(context.ConnectionId, context.UserIdentifier, sessionId);

    // Guarded by the lock of LocalConnections.
    public HashSet<string> Addresses { get; } = [];

    public void Write(SerializedHubMessage message)
    {
        var write = Context.WriteAsync(message);
        if (write.IsCompletedSuccessfully)
        {
            // A pooled source is free again once its result was read.
            write.GetAwaiter().GetResult();
            return;
        }

        if (Interlocked.Increment(ref _waiting) == MaxWaiting + 1)
        {
            TooSlow(logger, Live.ConnectionId, MaxWaiting);
            Context.Abort();
        }

        _ = FinishAsync(write);
    }

    private async Task FinishAsync(ValueTask write)
    {
        try
        {
            await write;
        }
#pragma warning disable CA1031 // Whatever ends a write ends this connection only, never its sender.
        catch (Exception e)
#pragma warning restore CA1031
        {
            WriteFailed(logger, Live.ConnectionId, e);
            Context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Ended connection {Connection}: more than {Limit} writes were waiting for it")]
    private static partial void TooSlow(ILogger logger, string connection, int limit);

    [LoggerMessage(LogLevel.Warning, "Ended connection {Connection}: writing to it failed")]
    private static partial void WriteFailed(ILogger logger, string connection, Exception exception);
}
