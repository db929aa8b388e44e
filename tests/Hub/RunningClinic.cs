using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Hub.Tests;

/// <summary>
/// The whole program on Kestrel and a SQLite file, with a clinic that was founded through its public endpoints by .NET
/// clients with real keys. Tests share it: each makes the circles that it changes, and people of its own to take away.
/// </summary>
public sealed class RunningClinic : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    private readonly List<CareClient> clients = [];
    private readonly List<HttpClient> connections = [];
    private Host host = null!;
    private int people;

    public string Folder { get; } = Directory.CreateTempSubdirectory("running-clinic").FullName;

    public Uri Address => host.Address;

    /// <summary>Administrator and first steward.</summary>
    public CareClient Priya { get; private set; } = null!;

    /// <summary>Therapist, lead of <see cref="Team"/>.</summary>
    public CareClient Dana { get; private set; } = null!;

    /// <summary>Crisis responder, lead of <see cref="CrisisTeam"/>, second steward.</summary>
    public CareClient Luis { get; private set; } = null!;

    /// <summary>Front desk; nothing to do with Dana's patients.</summary>
    public CareClient Tom { get; private set; } = null!;

    /// <summary>The only member of <see cref="Custodian"/>.</summary>
    public CareClient Keeper { get; private set; } = null!;

    public CareClient Maya { get; private set; } = null!;

    public CareClient Sam { get; private set; } = null!;

    public Hash Team { get; private set; }

    public Hash CrisisTeam { get; private set; }

    public Hash Custodian { get; private set; }

    public async ValueTask InitializeAsync()
    {
        host = new Host(Folder);
        using var code = new RecoveryCode();
        string setupCode = (await File.ReadAllTextAsync(Path.Combine(Folder, "setup-code"))).Trim();
        Priya = Keep(await Enrolment.Found(
            NewApi(), new Setup(setupCode, "Clinic", "America/Denver", "priya", Password), "Priya", code, TimeProvider.System));
        Luis = (await Join(Priya, "crisis", steward: true)).Client;
        Dana = (await Join(Priya, "clinician")).Client;
        Tom = (await Join(Priya, "front-desk")).Client;
        Keeper = (await Join(Priya, "front-desk")).Client;
        Custodian = await NewTeam(Keeper, "records", listedAs: Role.Custodian);
        Team = await NewTeam(Dana, "therapy");
        CrisisTeam = await NewTeam(Luis, "crisis");
        Maya = (await Join(Tom, "patient")).Client;
        Sam = (await Join(Tom, "patient")).Client;
        foreach (CareClient client in clients)
            await client.Directory.Refresh();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (CareClient client in clients)
            await client.DisposeAsync();
        foreach (HttpClient connection in connections)
            connection.Dispose();
        await host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A person of one's own, who joined by invitation and was confirmed.</summary>
    public async Task<Person> Join(CareClient inviter, string role, bool steward = false)
    {
        string login = $"{role}-{Interlocked.Increment(ref people)}";
        var code = new RecoveryCode();
        string link = await inviter.Clinic.Invite(role, login, steward);
        CareClient client = Keep(await Enrolment.Join(NewApi(), link, login, Password, code, TimeProvider.System));
        await inviter.Clinic.ConfirmJoined();
        await client.Directory.Refresh();
        return new Person(client, login, Password, code);
    }

    /// <summary>A team that its lead made and a steward listed.</summary>
    public async Task<Hash> NewTeam(CareClient lead, string care, Role listedAs = Role.Team)
    {
        Hash team = await lead.Teams.Create("team", care);
        await Priya.Clinic.ListTeam(team, $"Team {Interlocked.Increment(ref people)}", listedAs);
        await lead.Directory.Refresh();
        return team;
    }

    public CareClient Keep(CareClient client)
    {
        clients.Add(client);
        return client;
    }

    public CareApi NewApi()
    {
        var http = new HttpClient { BaseAddress = Address };
        connections.Add(http);
        return new CareApi(http);
    }

    /// <summary>Reads the database as it is.</summary>
    public T Read<T>(Func<Sql, T> read) => host.Services.GetRequiredService<Readers>().Read(read);

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>One process of the program; several may share a folder.</summary>
    public sealed class Host : IAsyncDisposable
    {
        private readonly Program program;

        public Host(string folder, params (string Key, string Value)[] settings)
        {
            program = new Program(folder, settings);
            program.UseKestrel(0);
            program.StartServer();
            Address = program.ClientOptions.BaseAddress;
        }

        public Uri Address { get; }

        public IServiceProvider Services => program.Services;

        public ValueTask DisposeAsync() => program.DisposeAsync();

        private sealed class Program(string folder, (string Key, string Value)[] settings) : WebApplicationFactory<global::Program>
        {
            protected override void ConfigureWebHost(IWebHostBuilder builder)
            {
                builder.UseSetting("Data", folder);
                builder.UseSetting("Demo", "true");
                builder.UseSetting("Doors:TriesPerMinute", "100000");
                builder.UseSetting("Limits:Burst", "100000");
                foreach ((string key, string value) in settings)
                    builder.UseSetting(key, value);
            }
        }
    }
}

/// <summary>Its tests run one after the other: a clinic's newest link is everybody's.</summary>
[CollectionDefinition(nameof(RunningClinic))]
public sealed class OneRunningClinic : ICollectionFixture<RunningClinic>;

/// <param name="Code">Opens their keyring on another device.</param>
public sealed record Person(CareClient Client, string Login, string Password, RecoveryCode Code);
