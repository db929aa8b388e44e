using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace CareConnect.Web.Security;

/// <summary>
/// Believes a TLS proxy about the scheme and the visitor's address: one on this machine, or one that the setting
/// <c>Proxies</c> (a list of addresses) names. Nobody else's headers are believed.
/// </summary>
public static class BehindProxy
{
    public static IServiceCollection AddBehindProxy(this IServiceCollection services, IConfiguration settings) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in settings.GetSection("Proxies").Get<string[]>() ?? []) options.KnownProxies.Add(IPAddress.Parse(proxy));
        });
}
