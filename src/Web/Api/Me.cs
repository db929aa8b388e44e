using CareConnect.Hub.Accounts;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Keys;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Web.Api;

/// <summary>The caller, their keys, and other people's public ones.</summary>
internal static class Me
{
    public static void MapMe(this RouteGroupBuilder api)
    {
        api.MapGet("/me", (HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ReadSelf(caller)))
            .WithSummary("Who is calling").Produces<Self>();

        api.MapGet("/me/keys", (HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ReadMyKeys(caller)))
            .WithSummary("The caller's cards, keyring and wraps").Produces<MyKeys>().Produces<Reply>(404);

        api.MapPost("/me/card", (JsonBody<StoreCard> body, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Send(context, sender, limits, body, (caller, card) => new StoreMyCard(caller, card), reply => reply.Error))
            .WithSummary("Store the next card with its keyring and all wraps, together or not at all")
            .Produces<Reply>().Produces<Reply>(400).Produces<Reply>(409).Produces<Reply>(413);

        api.MapGet("/people/{person:length(43)}/cards", (string person, HttpContext context, ISender sender, CallLimits limits) =>
            Answers.Get(context, sender, limits, caller => new ReadCards(caller, person)))
            .WithSummary("A person's chain of cards, oldest first").Produces<Cards>().Produces<Reply>(404);
    }
}
