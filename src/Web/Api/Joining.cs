using CareConnect.Hub.Accounts;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Invitations;
using CareConnect.Protocol;
using CareConnect.Web.Security;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CareConnect.Web.Api;

/// <summary>What is asked before anyone is signed in: set-up, and joining by a link. Each is rate limited by address.</summary>
internal static class Joining
{
    private const int Body = 16 * 1024;

    public static void MapJoining(this RouteGroupBuilder api)
    {
        api.RequireRateLimiting(Doors.Policy).WithMetadata(new RequestSizeLimitAttribute(Body));

        api.MapPost("/setup", (JsonBody<Setup> body, HttpContext context, ISender sender, SignInFlow flow) =>
            Make(context, sender, flow, body, setup => new SetUpClinic(setup)))
            .WithSummary("The console's one-time code makes the first administrator, who is signed in")
            .Produces<Reply>().Produces<Reply>(400).Produces<Reply>(403).Produces<Reply>(409).Produces(429);

        api.MapPost("/join/look", async (JsonBody<Look> body, HttpContext context, ISender sender) =>
            {
                if (body.Value is not { } look)
                    return Answers.Refusal(body.Error!);
                LookReply reply = await sender.Send(new LookAtInvitation(look), context.RequestAborted);
                return Answers.Of(reply, reply.Error);
            })
            .WithSummary("What an invitation is for").Produces<LookReply>().Produces<LookReply>(404).Produces(429);

        api.MapPost("/join", (JsonBody<Join> body, HttpContext context, ISender sender, SignInFlow flow) =>
            Make(context, sender, flow, body, join => new JoinClinic(join)))
            .WithSummary("Makes the account of an invitation and signs it in")
            .Produces<Reply>().Produces<Reply>(400).Produces<Reply>(404).Produces<Reply>(409).Produces(429);
    }

    private static async Task<IResult> Make<T>(HttpContext context, ISender sender, SignInFlow flow, JsonBody<T> body, Func<T, IRequest<Made>> ask)
        where T : class
    {
        if (body.Value is not { } value)
            return Answers.Refusal(body.Error!);
        Made made = await sender.Send(ask(value), CancellationToken.None);
        if (made.Error is { } error)
            return Answers.Refusal(error);
        await flow.Open(context, made.Account);
        return Results.Ok(new Reply());
    }
}
