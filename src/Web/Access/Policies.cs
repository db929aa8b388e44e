using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.OnCall;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Authorization;

namespace CareConnect.Web.Access;

/// <summary>Who may open which page. Read from the database at each request; nothing is taken from the ticket but its session.</summary>
public static class Policies
{
    public const string Patient = nameof(Patient);
    public const string Staff = nameof(Staff);

    /// <summary>Who keeps the clinic's rules and sees its figures.</summary>
    public const string Administrator = nameof(Administrator);

    /// <summary>Members, in the newest epoch, of a team whose care is <c>crisis</c>: an account's role alone is not enough, nor needed.</summary>
    public const string CrisisTeam = nameof(CrisisTeam);

    /// <summary>Those who may see who is on call: members of crisis teams, and administrators.</summary>
    public const string Coverage = nameof(Coverage);

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddScoped<CrisisTeams>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Patient, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => Caller(context) is { IsStaff: false }))
            .AddPolicy(Staff, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => Caller(context) is { IsStaff: true }))
            .AddPolicy(Administrator, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => Caller(context) is { Role: Role.Administrator }))
            .AddPolicy(CrisisTeam, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(async context => context.Resource is HttpContext http && http.Caller() is { } caller
                    && await http.RequestServices.GetRequiredService<CrisisTeams>().Has(caller, http.RequestAborted)))
            .AddPolicy(Coverage, policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(async context => context.Resource is HttpContext http && http.Caller() is { } caller
                    && await http.RequestServices.GetRequiredService<ISender>().Send(new ReadCoverageAccess(caller), http.RequestAborted)));
        return services;
    }

    private static Caller? Caller(AuthorizationHandlerContext context) => (context.Resource as HttpContext)?.Caller();
}
