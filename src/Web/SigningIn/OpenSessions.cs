using CareConnect.Hub.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CareConnect.Web.SigningIn;

/// <summary>
/// A ticket alone proves nothing: its session must still be open and its account enabled, in the database, at every request.
/// Who fails this goes on as nobody, and a browser's cookie is taken back.
/// </summary>
public static class OpenSessions
{
    public static IApplicationBuilder UseOpenSessions(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            var caller = context.RequestServices.GetRequiredService<Sessions>().Find(context.User);
            context.Features.Set(caller);
            if (caller is null)
            {
                context.User = new();
                if (context.Request.Cookies.ContainsKey(SessionCookie.Name))
                    await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            }
        }
        await next(context);
    });

    /// <summary>Who is calling; null when nobody is signed in.</summary>
    public static Caller? Caller(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<Caller>();
    }
}
