using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace CareConnect.Hub.Backplane;

/// <summary>What connections were asked for a result, by the ids of these invocations.</summary>
internal sealed class ClientResults
{
    private readonly string _prefix = NodeId.New() + "-";
    private readonly ConcurrentDictionary<string, Awaited> _awaited = [];
    private long _last;

    /// <summary>Told the id of each invocation that nobody waits for any more.</summary>
    public Action<string> Over { get; set; } = _ => { };

    /// <summary>Waits for what <paramref name="connectionId"/> answers to the invocation that <paramref name="ask"/> sends.</summary>
    /// <exception cref="HubException">The client refused, or threw.</exception>
    /// <exception cref="IOException">The connection is not there, or ended.</exception>
    public async Task<T> AskAsync<T>(string connectionId, Action<string> ask, CancellationToken cancellation)
    {
        var id = _prefix + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        var awaited = new Awaited<T>(connectionId);
        _awaited[id] = awaited;
        try
        {
            ask(id);
            return await awaited.Result.Task.WaitAsync(cancellation);
        }
        finally
        {
            _awaited.TryRemove(id, out _);
            Over(id);
        }
    }

    public bool TryGetType(string id, [NotNullWhen(true)] out Type? type)
    {
        type = _awaited.TryGetValue(id, out var awaited) ? awaited.Type : null;
        return type is not null;
    }

    /// <summary>A client answered. One that was not asked is not heard.</summary>
    public void Complete(string connectionId, CompletionMessage completion)
    {
        if (_awaited.TryGetValue(completion.InvocationId!, out var awaited) && awaited.ConnectionId == connectionId) awaited.Complete(completion);
    }

    /// <summary>Another node says what its client answered.</summary>
    public void Complete(CompletionMessage completion)
    {
        if (_awaited.TryGetValue(completion.InvocationId!, out var awaited)) awaited.Complete(completion);
    }

    public void Fail(string id, Exception why)
    {
        if (_awaited.TryGetValue(id, out var awaited)) awaited.Fail(why);
    }

    /// <summary>A connection ended: what it was asked, it will not answer.</summary>
    public void Ended(string connectionId)
    {
        foreach (var awaited in _awaited.Values.Where(awaited => awaited.ConnectionId == connectionId))
        {
            awaited.Fail(Gone(connectionId));
        }
    }

    public static IOException Absent(string connectionId) => new($"Connection '{connectionId}' does not exist.");

    public static IOException Gone(string connectionId) => new($"Connection '{connectionId}' disconnected.");

    private abstract class Awaited(string connectionId)
    {
        public string ConnectionId => connectionId;

        public abstract Type Type { get; }

        public abstract void Complete(CompletionMessage completion);

        public abstract void Fail(Exception why);
    }

    private sealed class Awaited<T>(string connectionId) : Awaited(connectionId)
    {
        public TaskCompletionSource<T> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Type Type => typeof(T);

        public override void Complete(CompletionMessage completion)
        {
            if (completion.HasResult) Result.TrySetResult((T)completion.Result!);
            else Result.TrySetException(new HubException(completion.Error ?? "The client gave no result."));
        }

        public override void Fail(Exception why) => Result.TrySetException(why);
    }
}
