using System.Net;

namespace CareConnect.Web.Security;

/// <summary>
/// Over plain HTTP a browser has no WebCrypto and keeps no <c>__Host-</c> cookie, except on this machine itself.
/// Instead of failing oddly later, say it in words. Probes of <c>/health</c> are answered either way.
/// </summary>
public static class HttpsNeeded
{
    public const string Page = "/https-needed";

    public static IApplicationBuilder UseHttpsNeeded(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.IsHttps || OnThisMachine(request.Host.Host) || request.Path.StartsWithSegments("/health"))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        context.Response.Headers.Upgrade = "TLS/1.2";
        request.Method = HttpMethods.Get;
        request.Path = Page;
        return next(context);
    });

    /// <summary>Whether a host name is this computer's own.</summary>
    public static bool OnThisMachine(string host) =>
        !string.IsNullOrEmpty(host) && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
