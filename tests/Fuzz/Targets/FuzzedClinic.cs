using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>The whole program with one person of each role, a team, a thread and an open alert, on a database of its own.</summary>
internal sealed class FuzzedClinic : WebApplicationFactory<Program>
{
    private static readonly Lazy<FuzzedClinic> Opened = new(() => Open().GetAwaiter().GetResult());
    private readonly string folder = Directory.CreateTempSubdirectory("careconnect-fuzz-").FullName;

    // Found by itself only where the tests run.
    static FuzzedClinic() => Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_CARECONNECT_WEB", Path.GetFullPath(Path.Combine(Here(), "../../../src/Web")));

    private FuzzedClinic()
    {
    }

    /// <summary>One for the process; its folder goes with it.</summary>
    public static FuzzedClinic One => Opened.Value;

    /// <summary>A patient, a therapist, a crisis responder, the front desk and an administrator, in this order.</summary>
    public IReadOnlyList<Caller> People { get; private set; } = [];

    /// <summary>Their bearer tokens.</summary>
    public IReadOnlyList<string> Tokens { get; private set; } = [];

    public HttpClient Http { get; private set; } = null!;

    public ErrorLog Errors { get; } = new();

    public static string Team => Id("team");

    public static string Thread => Id("thread");

    public static Guid Alert { get; } = new("01980000-0000-7000-8000-00000000a1e7");

    /// <summary>An id as the hash of a link would be.</summary>
    public static string Id(string name) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(name))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public ClaimsPrincipal Principal(int who) => new(new ClaimsIdentity(
        [new(Sessions.Claim, People[who].Session.ToString()), new(ClaimTypes.NameIdentifier, People[who].Account.ToString())], "Fuzz"));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production").UseSetting("Data", folder);
        foreach (var limit in new[] { "Doors:TriesPerMinute", "Limits:Burst", "Limits:PerSecond" }) builder.UseSetting(limit, "100000000");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<ILoggerFactory>(Errors);
            // A form's own token says whose page it came from, not what is in it.
            services.PostConfigure<RazorPagesOptions>(options => options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()));
            // One after the other, so that what fails is what was sent last.
            services.PostConfigure<HubOptions>(options => options.MaximumParallelInvocationsPerClient = 1);
        });
    }

    private static async Task<FuzzedClinic> Open()
    {
        var clinic = new FuzzedClinic();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => clinic.Close();
        clinic.Http = clinic.CreateClient(new() { BaseAddress = new("https://localhost"), AllowAutoRedirect = false, HandleCookies = false });
        (string Name, Role Role)[] people =
            [("maya", Role.Patient), ("dana", Role.Clinician), ("luis", Role.Crisis), ("tom", Role.FrontDesk), ("priya", Role.Administrator)];
        clinic.People = [.. await Task.WhenAll(people.Select((person, number) => clinic.Add(person.Name, person.Role, number)))];
        clinic.Tokens = [.. await Task.WhenAll(people.Select(person => clinic.Token(person.Name)))];
        await clinic.Found();
        await clinic.Services.GetRequiredService<ISender>().Send(new RaiseAlert(clinic.People[0], Alert, "help-button"));
        return clinic;
    }

    private async Task<Caller> Add(string name, Role role, int number)
    {
        using var scope = Services.CreateScope();
        var account = new Account
        {
            // The same at every start, so that an input means the same.
            Id = new Guid($"01980000-0000-7000-8000-00000000000{number}"), UserName = name, Role = role, Person = Id(name), Name = role == Role.Patient ? name : "",
        };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, "correct horse battery");
        Assert.True(made.Succeeded);
        return new Caller(account.Id, await Services.GetRequiredService<Sessions>().Open(account.Id), role, account.Person, account.Name);
    }

    private async Task<string> Token(string name)
    {
        using var answer = await Http.PostAsJsonAsync("/api/token", new SignIn(name, "correct horse battery"));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Token>())!.AccessToken;
    }

    private Task Found() => Services.GetRequiredService<WriterQueue>().Run(tx =>
    {
        tx.Execute(
            "INSERT INTO Clinic (Id, Name, TimeZone, Circle, Demo) VALUES (1, 'Clinic', 'America/Denver', ?1, ?2) ON CONFLICT (Id) DO UPDATE SET Circle = ?1, TimeZone = 'America/Denver'",
            Id("clinic"), false);
        foreach (var (circle, kind, patient) in new[] { (Team, 2, (Guid?)null), (Id("crisis"), 2, null), (Thread, 3, People[0].Account) })
        {
            tx.Execute(
                """
                INSERT INTO Circles (Id, Kind, Epoch, Newest, Last, LastHash, Messages, LastMessageAt, Stale, CannotOpen, Title, CreatedAt, Patient)
                VALUES (?1, ?2, 0, ?1, 1, ?3, 0, 0, ?4, ?4, '', 0, ?5)
                """,
                circle, kind, new byte[32], false, patient);
        }

        foreach (var (team, care) in new[] { (Team, "therapy"), (Id("crisis"), "crisis") })
        {
            tx.Execute("INSERT INTO TeamAttributes (Team, Care, ProposedName) VALUES (?1, ?2, '')", team, care);
            List(tx, Id("clinic"), team, 3);
        }

        foreach (var staff in People.Skip(1))
        {
            List(tx, Id("clinic"), staff.Person!, 0);
            List(tx, Team, staff.Person!, 0);
        }

        List(tx, Id("crisis"), People[2].Person!, 0);
        List(tx, Thread, People[0].Person!, 2);
        List(tx, Thread, Team, 0, team: true);
    });

    private static void List(WriteTransaction tx, string circle, string principal, int role, bool team = false) => tx.Execute(
        "INSERT INTO CircleMembers (Circle, Principal, Role, IsTeam, Custodian) VALUES (?1, ?2, ?3, ?4, ?5)", circle, principal, role, team || role == 3, false);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private void Close()
    {
        Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What the program logs as an error: nobody outside may bring that about.</summary>
internal sealed class ErrorLog : ILoggerFactory
{
    private readonly ConcurrentQueue<string> errors = new();

    /// <summary>Throws when there was one since the last look.</summary>
    public void Look()
    {
        if (errors.IsEmpty) return;
        List<string> all = [];
        while (errors.TryDequeue(out var error)) all.Add(error);
        throw new InvalidOperationException(string.Join("\n", all));
    }

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, errors);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Category(string name, ConcurrentQueue<string> errors) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // SignalR's word for a frame that is none: the connection ends, as it should.
            if (!IsEnabled(logLevel) || (eventId.Name == "ErrorProcessingRequest" && exception is InvalidDataException)) return;
            errors.Enqueue($"{name}: {formatter(state, exception)}\n{exception}");
        }
    }
}
