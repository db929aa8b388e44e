using CareConnect.Hub.Accounts;
using CareConnect.Web.SigningIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace CareConnect.Web.Demo;

/// <summary>One click signs in as a made-up person. In any other mode neither the service nor the address exists.</summary>
public static class DemoSignIn
{
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration settings, bool demo) =>
        demo ? services.AddSingleton(new DemoPeople(settings["Data"] ?? "data")) : services;

    public static void MapDemo(this WebApplication app, bool demo)
    {
        if (demo) app.MapPost("/sign-in/demo", Pick).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
    }

    // The token is checked here: the framework's own check leaves a request behind whose error page cannot be drawn.
    private static async Task<IResult> Pick(
        HttpContext context, DemoPeople people, IAntiforgery antiforgery, UserManager<Account> accounts, SignInFlow flow)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        var person = (await context.Request.ReadFormAsync(context.RequestAborted))["person"].ToString();
        if (await people.Find(person, context.RequestAborted) is not { } picked) return Results.NotFound();
        if (await accounts.FindByNameAsync(picked.Login) is not { } account) return Results.NotFound();
        await flow.Open(context, account.Id);
        return Results.Redirect("/");
    }
}
