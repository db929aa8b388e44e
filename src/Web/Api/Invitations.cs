using CareConnect.Hub.Connections;
using CareConnect.Hub.Invitations;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Web.Api;

/// <summary>Links that staff devices make, and their word for who came by them.</summary>
internal static class Invitations
{
    public static void MapInvitations(this RouteGroupBuilder api)
    {
        api.MapGet("/invitations", (HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ListInvitations(caller)))
            .WithSummary("The caller's own invitations").Produces<Protocol.Invitations>();

        api.MapPost("/invitations", (JsonBody<NewInvitation> body, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Send(context, sender, limits, body, (caller, invitation) => new CreateInvitation(caller, invitation), reply => reply.Error))
            .WithSummary("Store that an invitation was made").Produces<Reply>().Produces<Reply>(400).Produces<Reply>(403).Produces<Reply>(409);

        api.MapPost("/vouches", (JsonBody<NewVouch> body, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Send(context, sender, limits, body, (caller, vouch) => new StoreVouch(caller, vouch), reply => reply.Error))
            .WithSummary("Store a signed vouch for a patient's keys").Produces<Reply>().Produces<Reply>(400).Produces<Reply>(403).Produces<Reply>(404);
    }
}
