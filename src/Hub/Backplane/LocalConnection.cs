using CareConnect.Hub.Telemetry;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Backplane;

/// <summary>
/// A connection of this node. Writing to it never waits: a telephone that stopped reading must not hold up the
/// clinician who answers. What it cannot take yet waits here, an alert before all else; one that falls too far behind is
/// ended, and catches up from the log when it comes back.
/// </summary>
internal sealed partial class LocalConnection(HubConnectionContext context, string? sessionId, ILogger logger)
{
    /// <summary>
    /// Writes that may wait for a slow reader before it is ended: more than a lively hour of one person, and far less than a
    /// node's memory. They share their bytes with those of everyone else who is told.
    /// </summary>
    public const int MaxWaiting = 1024;

    /// <summary>And what they may hold, in bytes.</summary>
    public const int MaxWaitingBytes = 2 * 1024 * 1024;

    private readonly Lock _lock = new();
    private bool _writing;
    private bool _ended;

    // Most connections never need it.
    private WaitingWrites? _waiting;

    public HubConnectionContext Context { get; } = context;

    public LiveConnection Live { get; } = new(context.ConnectionId, context.UserIdentifier, sessionId);

    // Guarded by the lock of LocalConnections.
    public HashSet<string> Addresses { get; } = [];

    /// <summary>It reads more slowly than it is written to, at this moment.</summary>
    public bool IsBehind => _waiting is { Count: > 0 };

    public void Write(SerializedHubMessage message, bool urgent = false)
    {
        lock (_lock)
        {
            if (_ended) return;
            if (_writing)
            {
                // Whoever writes now goes on with it.
                Wait(message, urgent);
                return;
            }

            _writing = true;
        }

        WriteOn(message);
    }

    private void Wait(SerializedHubMessage message, bool urgent)
    {
        _waiting ??= new WaitingWrites();
        var size = Context.Protocol is { } protocol ? message.GetSerializedMessage(protocol).Length : 0;
        _waiting.Add(message, size, urgent);

        // One more is under way.
        if (_waiting.Count < MaxWaiting && _waiting.Bytes <= MaxWaitingBytes) return;
        TooSlow(logger, Live.ConnectionId, _waiting.Count, _waiting.Bytes);
        Measures.EndedOne();
        End();
    }

    private void WriteOn(SerializedHubMessage first)
    {
        for (var message = first; message is not null; message = Next())
        {
            var write = Context.WriteAsync(message);
            if (!write.IsCompletedSuccessfully)
            {
                _ = FinishAsync(write);
                return;
            }

            // A pooled source is free again once its result was read.
            write.GetAwaiter().GetResult();
        }
    }

    private SerializedHubMessage? Next()
    {
        lock (_lock)
        {
            var next = _ended ? null : _waiting?.Next();
            _writing = next is not null;
            return next;
        }
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
            lock (_lock) End();
            return;
        }

        if (Next() is { } next) WriteOn(next);
    }

    private void End()
    {
        _ended = true;
        _waiting?.Clear();
        Context.Abort();
    }

    [LoggerMessage(LogLevel.Warning, "Ended connection {Connection}: {Count} writes of {Bytes} bytes were waiting for it")]
    private static partial void TooSlow(ILogger logger, string connection, int count, int bytes);

    [LoggerMessage(LogLevel.Warning, "Ended connection {Connection}: writing to it failed")]
    private static partial void WriteFailed(ILogger logger, string connection, Exception exception);
}
