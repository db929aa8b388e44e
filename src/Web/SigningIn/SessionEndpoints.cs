using System.Globalization;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using CareConnect.Web.Api;
using CareConnect.Web.Security;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CareConnect.Web.SigningIn;

public static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/token", Token).AllowAnonymous().RequireRateLimiting(Doors.Policy)
            .WithSummary("A bearer token for the .NET client").Produces<Token>().Produces<Token>(400).Produces<Token>(401).Produces<Token>(429);
        app.MapPost("/sign-out", SignOut).ExcludeFromDescription();
        app.MapPost("/session/stay", Stay).ExcludeFromDescription();
    }

    private static async Task<IResult> Token(JsonBody<SignIn> body, SignInFlow flow, CancellationToken cancellation)
    {
        if (body.Value is not { } value) return Results.BadRequest(new Token(body.Error, "", 0));
        var (account, locked) = await flow.Prove(value.Login, value.Password);
        if (account is null)
            return Results.Json(
                new Token(locked ? HubErrors.Busy : HubErrors.NotAllowed, "", 0),
                statusCode: locked ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized);
        var ticket = await flow.Ticket(account.Id, IdentityConstants.BearerScheme, cancellation);
        return Results.SignIn(ticket, authenticationScheme: IdentityConstants.BearerScheme);
    }

    /// <summary>Browsers send the form's token; the .NET client has no cookie and needs none.</summary>
    private static async Task<IResult> SignOut(HttpContext context, IAntiforgery antiforgery, ISender sender)
    {
        var byCookie = context.Request.Cookies.ContainsKey(SessionCookie.Name);
        if (byCookie && !await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        if (context.Caller() is { } caller) await sender.Send(new EndSession(caller.Session), context.RequestAborted);
        if (!byCookie) return Results.NoContent();
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.Redirect("/sign-in?out=true");
    }

    /// <summary>"Stay signed in": asking is enough, the cookie is renewed with the answer.</summary>
    private static async Task<IResult> Stay(HttpContext context, TimeProvider clock)
    {
        await context.SignInAsync(IdentityConstants.ApplicationScheme, context.User);
        context.Response.Headers["X-Session-Ends"] =
            (clock.GetUtcNow() + SessionCookie.Idle).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
    }
}
