using CareConnect.Hub.Accounts;
using CareConnect.Hub.Connections;
using CareConnect.Protocol;
using CareConnect.Web.SigningIn;
using MediatR;

namespace CareConnect.Web.Api;

/// <summary>From an HTTP call to a request, and from its reply to a status.</summary>
internal static class Answers
{
    /// <summary>Sends a signed-in caller's request; null from it is 404.</summary>
    public static async Task<IResult> Get<T>(HttpContext context, ISender sender, CallLimits limits, Func<Caller, IRequest<T>> ask)
    {
        if (Refuse(context, limits, out Caller caller) is { } refused)
            return refused;
        return await sender.Send(ask(caller), context.RequestAborted) is { } found
            ? Results.Ok(found)
            : Results.Json(new Reply(HubErrors.NotFound), statusCode: StatusCodes.Status404NotFound);
    }

    /// <summary>Sends a signed-in caller's body, and answers with a reply that may be a refusal.</summary>
    public static async Task<IResult> Send<TBody, T>(
        HttpContext context, ISender sender, CallLimits limits, JsonBody<TBody> body, Func<Caller, TBody, IRequest<T>> ask, Func<T, string?> error)
        where TBody : class
    {
        if (Refuse(context, limits, out Caller caller) is { } refused)
            return refused;
        if (body.Value is not { } value)
            return Refusal(body.Error!);
        // Not aborted with the connection: what is being committed is committed.
        T reply = await sender.Send(ask(caller, value), CancellationToken.None);
        return Of(reply, error(reply));
    }

    /// <summary>The same for what has a form of its own on the wire.</summary>
    public static async Task<IResult> Send<TBody, T, TReply>(
        HttpContext context, ISender sender, CallLimits limits, JsonBody<TBody> body, Func<Caller, TBody, IRequest<T>> ask, Func<T, string?> error,
        Func<T, TReply> onWire)
        where TBody : class
    {
        if (Refuse(context, limits, out Caller caller) is { } refused)
            return refused;
        if (body.Value is not { } value)
            return Refusal(body.Error!);
        T reply = await sender.Send(ask(caller, value), CancellationToken.None);
        return Of(onWire(reply), error(reply));
    }

    public static IResult Of<T>(T reply, string? error) => Results.Json(reply, statusCode: Status(error));

    public static IResult Refusal(string error, int retryAfter = 0) => Of(new Reply(error, retryAfter), error);

    private static IResult? Refuse(HttpContext context, CallLimits limits, out Caller caller)
    {
        caller = context.Caller()!;
        if (caller is null)
            return Results.Json(new Reply(HubErrors.NotAllowed), statusCode: StatusCodes.Status401Unauthorized);
        if (limits.Allow(caller.Account, out int retryAfter))
            return null;
        context.Response.Headers.RetryAfter = retryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Refusal(HubErrors.Busy, retryAfter);
    }

    private static int Status(string? error) => error switch
    {
        null => StatusCodes.Status200OK,
        HubErrors.NotAllowed or HubErrors.WrongCode => StatusCodes.Status403Forbidden,
        HubErrors.NotFound => StatusCodes.Status404NotFound,
        HubErrors.TooLarge => StatusCodes.Status413PayloadTooLarge,
        HubErrors.Busy => StatusCodes.Status429TooManyRequests,
        HubErrors.Lost or HubErrors.Stale or HubErrors.Different or HubErrors.WrongState or HubErrors.LoginTaken
            or HubErrors.WrongSeen => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}
