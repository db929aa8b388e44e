using Microsoft.AspNetCore.Authentication;

namespace CareConnect.Web.SigningIn;

/// <summary>When this browser's cookie runs out, so that the page can say so two minutes before.</summary>
public static class SessionEnd
{
    /// <summary>Unix ms, or null when nobody is signed in by cookie.</summary>
    public static long? EndsAt(this HttpContext context, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(clock);
        if (context.Caller() is null) return null;
        var ticket = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties;
        if (ticket?.ExpiresUtc is not { } ends) return null;
        // The cookie handler renews it with this answer once half of the time is gone.
        var now = clock.GetUtcNow();
        return (ends - now < SessionCookie.Idle / 2 ? now + SessionCookie.Idle : ends).ToUnixTimeMilliseconds();
    }
}
