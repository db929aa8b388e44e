using CareConnect.Hub.Crisis;
using MediatR;

namespace CareConnect.Web.Health;

/// <summary>
/// <c>/health/crisis</c>: 200 while this process's crisis clock and auditor go round and no alert is overdue, 503 otherwise. For a
/// monitor outside, which tells a person: who is not paged by a dead engine is not paged at all. Counts, no identities.
/// </summary>
public static class CrisisCheck
{
    public static void MapCrisisCheck(this IEndpointRouteBuilder app) => app.MapGet("/health/crisis", Answer).AllowAnonymous()
        .DisableHttpMetrics().ExcludeFromDescription();

    private static async Task<IResult> Answer(ISender sender, CancellationToken cancellation)
    {
        var health = await sender.Send(new ReadEngineHealth(), cancellation);
        return Results.Json(health, statusCode: health.Alive ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
