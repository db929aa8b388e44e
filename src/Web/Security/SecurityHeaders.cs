namespace CareConnect.Web.Security;

/// <summary>Headers that every answer carries, files and errors among them.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Nothing inline, nothing from elsewhere. The one trusted-types policy returns only <c>/sw.js</c>:
    /// with <c>'none'</c> a service worker cannot register.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; " +
        "media-src 'self' blob: mediastream:; worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; " +
        "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types care-worker";

    /// <summary>No page uses these now; calls will ask for camera and microphone.</summary>
    public const string PermissionsPolicy =
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            // Not no-referrer: browsers then send "Origin: null" with our own forms, and OriginCheck could not tell.
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = PermissionsPolicy;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (http.Request.IsHttps && !HttpsNeeded.OnThisMachine(http.Request.Host.Host)) headers.StrictTransportSecurity = "max-age=31536000";
            if (http.User.Identity?.IsAuthenticated == true) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
