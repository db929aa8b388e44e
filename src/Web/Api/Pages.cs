using CareConnect.Hub.Connections;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Paging.Reaching;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Web.Api;

/// <summary>Browsers that take pages by push, and what they say of them.</summary>
internal static class Pages
{
    public static void MapPush(this RouteGroupBuilder api) =>
        api.MapPost("/me/push", (JsonBody<NewPush> body, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Send(context, sender, limits, body, (caller, push) => new AddPush(caller, push), reply => reply.Error))
            .WithSummary("Page this browser, once the code that it gets by push came back")
            .Produces<PushReply>().Produces<PushReply>(400).Produces<PushReply>(403).Produces<PushReply>(404);

    public static void MapShown(this RouteGroupBuilder api) =>
        api.MapPost("/pages/{page:guid}/shown", async (Guid page, ISender sender) =>
            await sender.Send(new PageShown(page), CancellationToken.None) ? Results.NoContent() : Results.NotFound())
            .WithSummary("A browser has shown this page; its id came to that browser alone").Produces(204).Produces(404);
}
