using CareConnect.Hub.Clinic;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Contacts;
using CareConnect.Hub.Invitations;
using CareConnect.Hub.Questionnaires;
using CareConnect.Hub.Replies;
using CareConnect.Hub.Reports;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Web.Api;

/// <summary>The clinic, its teams and its patients, and what devices refused.</summary>
internal static class Clinic
{
    public static void MapClinic(this RouteGroupBuilder api)
    {
        api.MapGet("/clinic", (HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ReadClinic(caller)))
            .WithSummary("The clinic and what the server adds to its teams").Produces<ClinicInfo>();

        api.MapPut("/teams/{team:length(43)}", (string team, JsonBody<TeamAttributes> body, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Send(context, sender, limits, body, (caller, attributes) => new SetTeam(caller, team, attributes), reply => reply.Error))
            .WithSummary("Say what kind of care a team gives").Produces<Reply>().Produces<Reply>(400).Produces<Reply>(403).Produces<Reply>(404);

        api.MapGet("/teams/{team:length(43)}/reply-times", (string team, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ReadReplyTimes(caller, team)))
            .WithSummary("By when a patient who writes now is answered").Produces<ReplyTimes>().Produces<Reply>(404);

        api.MapGet("/patients", (HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ListPatients(caller)))
            .WithSummary("The clinic's patients, for its staff").Produces<Patients>().Produces<Reply>(404);

        api.MapGet("/patients/{record:guid}/results", (Guid record, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ReadResults(caller, record)))
            .WithSummary("A patient's questionnaires, for staff who care for them").Produces<PatientResults>().Produces<Reply>(404);

        api.MapGet("/patients/{record:guid}/contacts", (Guid record, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ReadPatientContacts(caller, record)))
            .WithSummary("How a patient is reached, for their teams, and for responders while an alert is open").Produces<PatientContacts>().Produces<Reply>(404);

        api.MapGet("/reply-templates", (HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ListReplies(caller)))
            .WithSummary("Short replies that the clinic keeps ready, for its staff").Produces<ReplyTemplates>().Produces<Reply>(404);

        api.MapGet("/reports", (HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ListReports(caller)))
            .WithSummary("What devices refused, for stewards and administrators").Produces<Protocol.Reports>().Produces<Reply>(404);
    }
}
