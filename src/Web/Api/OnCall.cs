using CareConnect.Hub.Connections;
using CareConnect.Hub.OnCall;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Web.Api;

/// <summary>Who is on call, and whom alerts are paged to.</summary>
internal static class OnCall
{
    public static void MapOnCall(this RouteGroupBuilder api)
    {
        api.MapPut("/on-call/schedules/{schedule:guid}", (Guid schedule, JsonBody<OnCallSchedule> body, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Send(context, sender, limits, body, (caller, sent) => new SaveSchedule(caller, schedule, sent), answer => answer.Error, answer => answer.Reply))
            .WithSummary("Put a schedule in force, or say why not").Produces<OnCallReply>().Produces<OnCallReply>(400).Produces<OnCallReply>(403).Produces<OnCallReply>(409);

        api.MapPost("/on-call/overrides", (JsonBody<OnCallOverride> body, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Send(context, sender, limits, body, (caller, sent) => new AddOverride(caller, sent), answer => answer.Error, answer => answer.Reply))
            .WithSummary("Put somebody in the place of who would be on call").Produces<OnCallReply>().Produces<OnCallReply>(400).Produces<OnCallReply>(403).Produces<OnCallReply>(404);

        api.MapPut("/on-call/policy", (JsonBody<OnCallPolicy> body, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Send(context, sender, limits, body, (caller, sent) => new SetPolicy(caller, null, sent), answer => answer.Error, answer => answer.Reply))
            .WithSummary("Put an escalation policy in force, or say why not").Produces<OnCallReply>().Produces<OnCallReply>(400).Produces<OnCallReply>(403).Produces<OnCallReply>(409);
    }
}
