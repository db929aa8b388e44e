using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;

namespace CareConnect.Web.Languages;

/// <summary>
/// English and Spanish: what was asked with <c>?lang=</c> (and remembered in a cookie), else the cookie, else what the
/// browser says. A plain link switches, so it works without script and on every page.
/// </summary>
public sealed class Spoken : RequestCultureProvider
{
    public const string Cookie = "language";
    public const string Query = "lang";

    /// <summary>Codes as in <c>&lt;html lang&gt;</c>, the first being the one to fall back on.</summary>
    public static readonly string[] Codes = ["en", "es"];

    /// <summary>The language of this request: <c>en</c> or <c>es</c>.</summary>
    public static string Now => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        if (Known(httpContext.Request.Query[Query]) is { } asked)
        {
            // Only a person who follows the link chooses; the service worker fetches help in both languages to keep it.
            if (httpContext.Request.Headers["Sec-Fetch-Mode"] is [] or ["navigate"])
                httpContext.Response.Cookies.Append(Cookie, asked, new()
                {
                    MaxAge = TimeSpan.FromDays(365), HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, IsEssential = true,
                });
            return Task.FromResult<ProviderCultureResult?>(new(asked));
        }
        return Task.FromResult(Known(httpContext.Request.Cookies[Cookie]) is { } kept ? new ProviderCultureResult(kept) : null);
    }

    private static string? Known(StringValues value) => Codes.FirstOrDefault(code => code == value);
}

public static class Languages
{
    public static IServiceCollection AddLanguages(this IServiceCollection services) => services
        .AddSingleton<ClinicClock>()
        .AddLocalization(options => options.ResourcesPath = "Resources")
        .Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Spoken.Codes[0]).AddSupportedCultures(Spoken.Codes).AddSupportedUICultures(Spoken.Codes);
            options.RequestCultureProviders = [new Spoken(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
}
