using CareConnect.Hub.Accounts;
using CareConnect.Hub.Backplane;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Keys;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Protection;
using CareConnect.Hub.Questionnaires;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Rules;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tasks;
using CareConnect.Hub.Telemetry;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub;

/// <summary>What the program adds to have a clinic in it.</summary>
public static class HubServices
{
    /// <param name="configuration"><c>Data</c>: the data folder; <c>Demo</c>: whether this is a demo clinic; <c>Rules:Pack</c>: a rule pack's document to put in force; connection string <c>Clinic</c>: another database than a SQLite file in that folder; <c>Redis</c>: where nodes tell each other, if there are several.</param>
    public static IServiceCollection AddCareConnectHub(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        // Made by the container, so that it is disposed last, after all who use it.
        services.AddSingleton(_ => Database.Of(configuration));
        services.AddSingleton<IDbContextFactory<ClinicDb>, ClinicDbFactory>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<ClinicDb>>().CreateDbContext());
        services.AddSingleton<WriterQueue>();
        services.AddSingleton<Readers>();
        KeyProtection.Add(services, configuration);
        services.AddIdentityCore<Account>(options =>
        {
            options.User.RequireUniqueEmail = false;
            options.Password.RequiredLength = 10;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
        }).AddEntityFrameworkStores<ClinicDb>();
        services.AddScoped<NewAccount>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<LinkCache>();
        services.AddSingleton<StaleNews>();
        services.AddSingleton<AccessLog>();
        services.AddSingleton<PreviewTickets>();
        services.AddSingleton<CallLimits>();
        services.AddSingleton<Overload>();
        services.AddSingleton<AcceptGate>();
        services.AddSingleton<OpenConnections>();
        services.AddSingleton<NodeDrain>();
        services.AddSingleton<SessionEnds>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionEnds>());
        services.AddSingleton<Pushes>();
        services.AddHostedService(provider => provider.GetRequiredService<Pushes>());
        services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = Limits.HubFrame;
            options.SupportedProtocols = ["messagepack"];
            // An alert never waits behind other calls of the same device.
            options.MaximumParallelInvocationsPerClient = ConnectionCalls.Read;
        }).AddMessagePackProtocol().AddCareConnectBackplane<CareHub>(
            configuration.GetConnectionString("Redis"), Sessions.Claim, nameof(ICareClient.AlertChanged));
        services.AddQueue().AddTasks().AddCrisis().AddQuestionnaires();
        services.AddPaging(configuration).AddNodeFigures();
        services.AddMediatR(options => options.RegisterServicesFromAssembly(typeof(HubServices).Assembly));
        return services;
    }

    /// <summary>The hub at <c>/hub</c>.</summary>
    public static IEndpointConventionBuilder MapCareHub(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var gate = app.ServiceProvider.GetRequiredService<AcceptGate>();
        var hub = app.MapHub<CareHub>("/hub", options => options.CloseOnAuthenticationExpiration = true);
        hub.Add(endpoint =>
        {
            if (endpoint.RequestDelegate is { } connect)
                endpoint.RequestDelegate = context => gate.Enter(context, connect);
        });
        return hub;
    }

    /// <summary>Brings the database up to date, and shows the set-up code while there is no clinic in it. Before the host starts.</summary>
    /// <exception cref="PagingSettingsException">Pages would go nowhere with these settings.</exception>
    /// <exception cref="KeyProtectionException">The database's Data Protection keys cannot be opened.</exception>
    /// <exception cref="Clinic.OtherModeException">The database is of the other mode, demo or real.</exception>
    /// <exception cref="BadRulePackException">The rule pack is one with which the program must not decide.</exception>
    public static async Task PrepareCareConnect(this IHost host, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        var factory = host.Services.GetRequiredService<IDbContextFactory<ClinicDb>>();
        var database = host.Services.GetRequiredService<Database>();
        ILogger logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CareConnect.Hub.Storage");
        _ = host.Services.GetRequiredService<PagingSettings>();
        await using IAsyncDisposable held = await database.LockForUpgrade(cancellation);
        await Upgrade.Apply(database, factory, logger, cancellation);

        var configuration = host.Services.GetRequiredService<IConfiguration>();
        await KeysAtStart.Check(
            host.Services, configuration.GetSection(KeyProtection.Section).GetValue<bool>("Forget"), logger, cancellation);
        bool demo = configuration.GetValue<bool>("Demo");
        string? code = await SetupCode.Prepare(factory, database, demo, cancellation);
        await PackAtStart.Check(
            host.Services.GetRequiredService<WriterQueue>(), host.Services.GetRequiredService<Readers>(),
            configuration["Rules:Pack"], host.Services.GetRequiredService<TimeProvider>(), cancellation);
        // The console, not the log: logs are kept and read by others.
        if (code is not null && !demo)
            await Console.Out.WriteLineAsync($"This clinic is not set up yet. Open /setup in a browser and enter this code: {code}");
    }
}
