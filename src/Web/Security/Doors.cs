using System.Globalization;
using System.Threading.RateLimiting;

namespace CareConnect.Web.Security;

/// <summary>
/// Rate limits on the ways in: sign-in, token, set-up, join, looking at an invitation, and calendar links.
/// Never on raising an alert. Guessing one person's password is stopped by Identity's lockout besides.
/// </summary>
public static class Doors
{
    /// <summary>Name of the policy, for <c>RequireRateLimiting</c> and <c>[EnableRateLimiting]</c>.</summary>
    public const string Policy = "doors";

    /// <summary>Name of the policy for addresses that are a secret themselves: every look counts, not only posts.</summary>
    public const string Feeds = "feeds";

    /// <summary>Tries in a minute from one address; a whole clinic may sit behind one. Setting <c>Doors:TriesPerMinute</c>.</summary>
    public const int DefaultTriesPerMinute = 60;

    public static IServiceCollection AddDoors(this IServiceCollection services, IConfiguration settings)
    {
        var tries = settings.GetValue("Doors:TriesPerMinute", DefaultTriesPerMinute);
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter =
                        Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(Policy, context => HttpMethods.IsGet(context.Request.Method)
                ? RateLimitPartition.GetNoLimiter("reading")
                : FromOneAddress(context, tries));
            options.AddPolicy(Feeds, context => FromOneAddress(context, tries));
        });
    }

    private static RateLimitPartition<string> FromOneAddress(HttpContext context, int tries) => RateLimitPartition.GetFixedWindowLimiter(
        context.Connection.RemoteIpAddress?.ToString() ?? "",
        _ => new() { PermitLimit = tries, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
