using CareConnect.Hub.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace CareConnect.Web.SigningIn;

/// <summary>A browser carries a cookie; the .NET client carries a bearer token. Both only name a session of the database.</summary>
public static class SessionCookie
{
    public const string Name = "__Host-careconnect";

    /// <summary>Without a request for this long, a browser is signed out; two minutes before it says so.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    private const string Either = "cookie-or-bearer";

    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization is [['B', 'e', 'a', 'r', 'e', 'r', ' ', ..]]
                    ? IdentityConstants.BearerScheme
                    : IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, Configure)
            .AddBearerToken(IdentityConstants.BearerScheme, options => options.BearerTokenExpiration = Idle);
        new IdentityBuilder(typeof(Account), services).AddSignInManager();
        services.AddHttpContextAccessor();
        services.AddScoped<SignInFlow>();
        services.AddAntiforgery(options => options.Cookie = new AlwaysSecure
        {
            Name = "__Host-antiforgery", Path = "/", HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true,
        });
        return services;
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "next";
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized, context.RedirectUri);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden, null);
    }

    /// <summary>Pages go to the sign-in page; programs get the bare code.</summary>
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int code, string? page)
    {
        var asksForPage = HttpMethods.IsGet(context.Request.Method)
            && !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/hub");
        if (page is not null && asksForPage) context.Response.Redirect(page);
        else context.Response.StatusCode = code;
        return Task.CompletedTask;
    }

    /// <summary>Antiforgery refuses to work on http://localhost when told "always"; browsers keep secure cookies there.</summary>
    private sealed class AlwaysSecure : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var cookie = base.Build(context, expiresFrom);
            cookie.Secure = true;
            return cookie;
        }
    }
}
