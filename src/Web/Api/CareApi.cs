namespace CareConnect.Web.Api;

/// <summary>The HTTP endpoints under <c>/api</c>: what is too large for the hub's frames, or comes before it.</summary>
public static class CareApi
{
    public static void MapCareApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder signedIn = app.MapGroup("/api").RequireAuthorization();
        signedIn.MapMe();
        signedIn.MapCircles();
        signedIn.MapClinic();
        signedIn.MapInvitations();
        signedIn.MapOnCall();
        signedIn.MapPush();

        app.MapGroup("/api").AllowAnonymous().MapJoining();
        app.MapGroup("/api").AllowAnonymous().MapShown();
    }
}
