using System.Text;

namespace CareConnect.Web.Security;

/// <summary>
/// Refuses calls that another site makes in a person's name. Antiforgery tokens guard the forms besides;
/// this also covers the hub, the API, and "Tell my team", which must work from a page kept for hours without a token.
/// </summary>
public static class OriginCheck
{
    public static IApplicationBuilder UseOriginCheck(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Concerned(context.Request) && Foreign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        return next(context);
    });

    private static bool Concerned(HttpRequest request) =>
        request.Path.StartsWithSegments("/hub")
        || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));

    private static bool Foreign(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [var site]) return site != "same-origin";
        if (request.Headers.Origin is [var origin]) return !SameHost(origin, request);
        // Neither header: no browser of the last years. The .NET client carries no cookie and is let through.
        return request.Cookies.Count > 0;
    }

    // Browsers write a host in ASCII; of some that are not, only an exception can be had.
    private static bool SameHost(string? origin, HttpRequest request) =>
        origin is not null && Ascii.IsValid(origin)
        && Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && Uri.TryCreate($"{request.Scheme}://{request.Host.Value}", UriKind.Absolute, out var here)
        && from.Scheme == here.Scheme && from.IdnHost == here.IdnHost && from.Port == here.Port;
}
