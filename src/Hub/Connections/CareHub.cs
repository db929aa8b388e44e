using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Hub.Connections;

/// <summary>
/// <c>/hub</c>: who is this, map, send. What a connection was allowed at connect says nothing later,
/// so every method asks the database for its caller first.
/// </summary>
[Authorize]
public sealed partial class CareHub(
    ISender sender, Sessions sessions, OpenConnections connections, CallLimits limits, Overload overload) : Hub<ICareClient>, ICareHub
{
    private static readonly object Calls = new();

    public override async Task OnConnectedAsync()
    {
        try
        {
            await Connect();
        }
        finally
        {
            AcceptGate.Stands(Context);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items[Sessions.Claim] is Guid session)
            connections.Remove(session, Context);
        return base.OnDisconnectedAsync(exception);
    }

    private async Task Connect()
    {
        if (sessions.Find(Context.User) is not { } caller)
        {
            Context.Abort();
            return;
        }

        Context.Items[Sessions.Claim] = caller.Session;
        Context.Items[Calls] = limits.OfConnection();
        connections.Add(caller.Session, Context);
        await base.OnConnectedAsync();
        // It may have ended between the two lines above.
        if (sessions.Find(caller.Session) is null)
            Context.Abort();
    }

    /// <summary>Sends the caller's request, or answers with <paramref name="refuse"/>(error, seconds to wait).</summary>
    private Task<T> Ask<T>(Func<Caller, IRequest<T>> ask, Func<string, int, T> refuse) =>
        overload.HasRoom(out int retryAfter) ? Look(ask, refuse) : Task.FromResult(refuse(HubErrors.Busy, retryAfter));

    /// <summary>The same also while much waits to be written: for what is only read, and for saying hello.</summary>
    private async Task<T> Look<T>(Func<Caller, IRequest<T>> ask, Func<string, int, T> refuse)
    {
        if (sessions.Find(Context.User) is not { } caller || Context.Items[Calls] is not ConnectionCalls calls)
            return refuse(HubErrors.NotAllowed, 0);
        if (!limits.Allow(caller.Account, out int retryAfter) || !calls.TryBegin(out retryAfter))
            return refuse(HubErrors.Busy, retryAfter);
        try
        {
            return await sender.Send(ask(caller));
        }
        finally
        {
            calls.End();
        }
    }

    /// <summary>The same without a limit: for raising an alert, which nothing may hold up.</summary>
    private Task<T> AskAtOnce<T>(Func<Caller, IRequest<T>> ask, Func<string, int, T> refuse) =>
        sessions.Find(Context.User) is { } caller ? sender.Send(ask(caller)) : Task.FromResult(refuse(HubErrors.NotAllowed, 0));

    private Task<Reply> Ask(Func<Caller, IRequest<Reply>> ask) => Ask(ask, static (error, wait) => new Reply(error, wait));
}
