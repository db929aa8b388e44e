using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CareConnect.Hub.Tests;

/// <summary>
/// A clinic in Denver on a SQLite file of its own, with the real hub, writer and clocks. What keys would have signed into
/// the database is written there directly: who is listed where. Its time stands still until a test moves it.
/// </summary>
internal sealed class CareClinic : IAsyncDisposable
{
    private readonly string folder;
    private readonly bool owner;
    private readonly WebApplication app;
    private readonly List<HubConnection> connections = [];

    private CareClinic(WebApplication app, string folder, bool owner, FakeTimeProvider clock)
    {
        this.app = app;
        this.folder = folder;
        this.owner = owner;
        Clock = clock;
    }

    public FakeTimeProvider Clock { get; }

    public string Folder => folder;

    public WriterQueue Writer => Get<WriterQueue>();

    /// <summary>Opens at 10:00 on Tuesday, November 24, 2026, in Denver.</summary>
    /// <param name="folder">Of a clinic that is there already; else a new one is founded.</param>
    public static async Task<CareClinic> Open(string? folder = null, DateTimeOffset? now = null, params (string Key, string Value)[] settings)
    {
        var owner = folder is null;
        folder ??= Directory.CreateTempSubdirectory("clinic").FullName;
        var clock = new FakeTimeProvider(now ?? At(24, 10));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
            [new("Data", folder), .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddCareConnectHub(builder.Configuration);
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, BySession>("Test", null);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapCareHub();
        await app.PrepareCareConnect();
        await app.StartAsync();
        var clinic = new CareClinic(app, folder, owner, clock);
        if (owner)
        {
            await clinic.Write(
                "INSERT INTO Clinic (Id, Name, TimeZone, Circle, Demo) VALUES (1, 'Clinic', 'America/Denver', ?1, FALSE) "
                + "ON CONFLICT (Id) DO UPDATE SET TimeZone = 'America/Denver', Circle = ?1",
                Id("clinic"));
        }

        return clinic;
    }

    /// <summary>What the clinic's wall clock shows in November 2026 (UTC-7).</summary>
    public static DateTimeOffset At(int day, int hour, int minute = 0, int second = 0) =>
        new(2026, 11, day, hour, minute, second, TimeSpan.FromHours(-7));

    /// <summary>An id as the hash of a link would be.</summary>
    public static string Id(string name) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(name))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Task Write(string sql, params object?[] values) => Writer.Run(tx => tx.Execute(sql, values));

    public T Read<T>(Func<Sql, T> read) => Get<Readers>().Read(read);

    /// <summary>An account with an open session; with keys, and for staff listed by the clinic, unless told otherwise.</summary>
    public async Task<Caller> Person(string name, Role role, bool keys = true)
    {
        using var scope = app.Services.CreateScope();
        var account = new Account
        {
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            UserName = name,
            Role = role,
            Person = keys ? Id(name) : null,
            Name = role == Role.Patient ? name : "",
        };
        var db = scope.ServiceProvider.GetRequiredService<ClinicDb>();
        db.Users.Add(account);
        await db.SaveChangesAsync();
        if (role != Role.Patient && keys) await List(Id("clinic"), Id(name), role: 0, team: false);
        return new Caller(account.Id, await Get<Sessions>().Open(account.Id), role, account.Person, account.Name);
    }

    /// <summary>A team that the clinic lists, with these members.</summary>
    public async Task<string> Team(string name, string care, params Caller[] members)
    {
        await Circle(Id(name), kind: 2);
        await Write("INSERT INTO TeamAttributes (Team, Care, ProposedName) VALUES (?1, ?2, '')", Id(name), care);
        await List(Id("clinic"), Id(name), role: 3, team: true);
        foreach (var member in members) await List(Id(name), member.Person!, role: 0, team: false);
        return Id(name);
    }

    /// <summary>A patient's thread with these teams.</summary>
    public async Task<string> Thread(Caller patient, params string[] teams)
    {
        var circle = Id("thread of " + patient.Name);
        await Circle(circle, kind: 3);
        await Write("UPDATE Circles SET Patient = ?1 WHERE Id = ?2", patient.Account, circle);
        await List(circle, patient.Person!, role: 2, team: false);
        foreach (var team in teams) await List(circle, team, role: 0, team: true);
        return circle;
    }

    public Task List(string circle, string principal, int role, bool team) => Write(
        "INSERT INTO CircleMembers (Circle, Principal, Role, IsTeam, Custodian) VALUES (?1, ?2, ?3, ?4, FALSE)", circle, principal, role, team);

    /// <summary>As the newest manifest without this member does.</summary>
    public Task Drop(string circle, string principal) =>
        Write("DELETE FROM CircleMembers WHERE Circle = ?1 AND Principal = ?2", circle, principal);

    /// <summary>A device on the real hub.</summary>
    public async Task<Device> Connect(Caller caller)
    {
        var server = app.GetTestServer();
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(server.BaseAddress, "hub"), options =>
            {
                options.HttpMessageHandlerFactory = _ => server.CreateHandler();
                options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.LongPolling;
                options.Headers["sid"] = caller.Session.ToString();
                options.Headers["account"] = caller.Account.ToString();
            })
            .AddMessagePackProtocol()
            .Build();
        connections.Add(connection);
        var device = new Device(connection);
        await connection.StartAsync();
        return device;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections) await connection.DisposeAsync();
        await app.DisposeAsync();
        if (!owner) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private Task Circle(string id, int kind) => Write(
        """
        INSERT INTO Circles (Id, Kind, Epoch, Newest, Last, LastHash, Messages, LastMessageAt, Stale, CannotOpen, Title, CreatedAt)
        VALUES (?1, ?2, 0, ?1, 1, ?3, 0, 0, FALSE, FALSE, '', 0)
        """,
        id, kind, new byte[1]);

    /// <summary>Signs in whoever names an account and its session; the hub itself asks the database whether it is open.</summary>
    private sealed class BySession(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["sid"] is not [{ } session] || Request.Headers["account"] is not [{ } account])
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new(Sessions.Claim, session), new(ClaimTypes.NameIdentifier, account)], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}

/// <summary>One connection to the hub, and what it was told.</summary>
internal sealed class Device
{
    private readonly System.Threading.Channels.Channel<AlertRow> alerts = System.Threading.Channels.Channel.CreateUnbounded<AlertRow>();
    private readonly System.Threading.Channels.Channel<QueueRow> rows = System.Threading.Channels.Channel.CreateUnbounded<QueueRow>();

    private readonly System.Threading.Channels.Channel<TaskRow> tasks = System.Threading.Channels.Channel.CreateUnbounded<TaskRow>();

    public Device(HubConnection hub)
    {
        Hub = hub;
        hub.On<AlertRow>(nameof(ICareClient.AlertChanged), row => alerts.Writer.TryWrite(row));
        hub.On<QueueRow>(nameof(ICareClient.QueueChanged), row => rows.Writer.TryWrite(row));
        hub.On<TaskRow>(nameof(ICareClient.TaskChanged), row => tasks.Writer.TryWrite(row));
    }

    public HubConnection Hub { get; }

    /// <summary>Waits for a task that is told and is as wanted.</summary>
    public Task<TaskRow> Told(Func<TaskRow, bool> wanted) => First(tasks.Reader, wanted);

    /// <summary>Waits for an alert that is told and is as wanted.</summary>
    public Task<AlertRow> Told(Func<AlertRow, bool> wanted) => First(alerts.Reader, wanted);

    /// <summary>Waits for a row that is told and is as wanted.</summary>
    public Task<QueueRow> Told(Func<QueueRow, bool> wanted) => First(rows.Reader, wanted);

    private static async Task<T> First<T>(System.Threading.Channels.ChannelReader<T> reader, Func<T, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (var told in reader.ReadAllAsync(patience.Token))
            if (wanted(told)) return told;
        throw new InvalidOperationException("The connection was closed.");
    }
}
