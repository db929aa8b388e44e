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
public sealed partial class CareHub(ISender sender, Sessions sessions, OpenConnections connections, CallLimits limits) : Hub<ICareClient>, ICareHub
{
    public override async Task OnConnectedAsync()
    {
        if (sessions.Find(Context.User) is not { } caller)
        {
            Context.Abort();
            return;
        }

        Context.Items[Sessions.Claim] = caller.Session;
        connections.Add(caller.Session, Context);
        await base.OnConnectedAsync();
        // It may have ended between the two lines above.
        if (sessions.Find(caller.Session) is null)
            Context.Abort();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items[Sessions.Claim] is Guid session)
            connections.Remove(session, Context);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>Sends the caller's request, or answers with <paramref name="refuse"/>(error, seconds to wait).</summary>
    private Task<T> Ask<T>(Func<Caller, IRequest<T>> ask, Func<string, int, T> refuse)
    {
        if (sessions.Find(Context.User) is not { } caller)
            return Task.FromResult(refuse(HubErrors.NotAllowed, 0));
        return limits.Allow(caller.Account, out int retryAfter)
            ? sender.Send(ask(caller))
            : Task.FromResult(refuse(HubErrors.Busy, retryAfter));
    }

    /// <summary>The same without a limit: for raising an alert, which nothing may hold up.</summary>
    private Task<T> AskAtOnce<T>(Func<Caller, IRequest<T>> ask, Func<string, int, T> refuse) =>
        sessions.Find(Context.User) is { } caller ? sender.Send(ask(caller)) : Task.FromResult(refuse(HubErrors.NotAllowed, 0));

    private Task<Reply> Ask(Func<Caller, IRequest<Reply>> ask) => Ask(ask, static (error, wait) => new Reply(error, wait));
}
