using CareConnect.Hub.Crisis;
using CareConnect.Web.SigningIn;
using MediatR;

namespace CareConnect.Web.Help;

/// <summary>
/// "I need help now": a plain form without a token, for a page kept on a phone for weeks must still work.
/// OriginCheck and the SameSite=Strict cookie keep other sites out. No rate limit.
/// </summary>
public static partial class TellMyTeam
{
    public static void MapTellMyTeam(this IEndpointRouteBuilder app) =>
        app.MapPost("/help/tell", Tell).AllowAnonymous().DisableAntiforgery().DisableRateLimiting().ExcludeFromDescription();

    private static async Task<IResult> Tell(HttpContext context, ISender sender, TimeProvider clock, ILogger<Program> logger)
    {
        // Who is not signed in here, or is staff, reads on the next page that nobody was told.
        if (context.Caller() is not { IsStaff: false } patient) return Next("/help/told");
        try
        {
            // Not cancelled when the phone loses its connection: the call for help was made.
            var reply = await sender.Send(new RaiseAlert(patient, Guid.CreateVersion7(clock.GetUtcNow()), "help-button"), CancellationToken.None);
            return Next(reply.Error is null ? "/help/told" : "/help/unsent");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever failed, the person must not wait for a team that does not know.
            NotRaised(logger, patient.Account, failure);
            return Next("/help/unsent");
        }
    }

    private static SeeOther Next(string page) => new SeeOther(page);

    /// <summary>303, so that loading again does not post again.</summary>
    private sealed class SeeOther(string page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = page;
            return Task.CompletedTask;
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "An alert of account {Account} could not be raised")]
    private static partial void NotRaised(ILogger logger, Guid account, Exception failure);
}
