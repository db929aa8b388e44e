using CareConnect.Hub.Circles;
using CareConnect.Hub.Connections;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Web.Api;

/// <summary>Circles: the caller's list, sealed copies, commits.</summary>
internal static class Circles
{
    public static void MapCircles(this RouteGroupBuilder api)
    {
        api.MapGet("/circles", (HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ListCircles(caller)))
            .WithSummary("Circles that the caller is in").Produces<Protocol.Circles>();

        api.MapGet("/circles/{circle:length(43)}/copies", (string circle, [Microsoft.AspNetCore.Mvc.FromQuery] long from, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ReadCopies(caller, circle, from)))
            .WithSummary("Sealed copies of the caller and their teams, from an epoch on").Produces<Copies>().Produces<Reply>(404);

        api.MapPost("/commits", (JsonBody<Commit> body, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Send(context, sender, limits, body, (caller, commit) => new CommitCircle(caller, commit), reply => reply.Error))
            .WithSummary("Commit the next link of a circle; one link a number, the loser gets the winner")
            .Produces<CommitReply>().Produces<CommitReply>(400).Produces<CommitReply>(403).Produces<CommitReply>(404).Produces<CommitReply>(409);
    }
}
