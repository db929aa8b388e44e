using System.Net;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Web.Tests;

/// <summary>The whole program on a database of its own.</summary>
public class ClinicHost : WebApplicationFactory<Program>
{
    public const string Password = "correct horse battery";
    private readonly Dictionary<string, string> settings;

    public ClinicHost() : this([]) { }

    public ClinicHost(Dictionary<string, string> settings) => this.settings = settings;

    public string Data { get; } = Directory.CreateTempSubdirectory("careconnect-web-").FullName;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production").UseSetting("Data", Data).UseSetting("Doors:TriesPerMinute", "100000");
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
    }

    /// <summary>A browser that does not follow redirects. Over https, so that it keeps secure cookies.</summary>
    public HttpClient Browser() => CreateClient(new() { BaseAddress = new("https://localhost"), AllowAutoRedirect = false });

    /// <summary>An account with this password; with keys unless told otherwise.</summary>
    public async Task<Account> Add(string login, Role role, string name = "", bool keys = true)
    {
        using var scope = Services.CreateScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = new Account
        {
            Id = Guid.CreateVersion7(), UserName = login, Role = role, Name = name,
            Person = keys ? Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(login)))
                .TrimEnd('=').Replace('+', '-').Replace('/', '_') : null,
        };
        var made = await accounts.CreateAsync(account, Password);
        Assert.True(made.Succeeded, string.Join(", ", made.Errors.Select(error => error.Code)));
        return account;
    }

    /// <summary>A browser in which this person has signed in through the form.</summary>
    public async Task<HttpClient> SignedIn(string login)
    {
        var browser = Browser();
        var answer = await browser.SignIn(login, Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public async Task<ClinicDb> Database() =>
        await Services.GetRequiredService<IDbContextFactory<ClinicDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(Data, recursive: true);
    }
}

/// <summary>A clinic with one person of each role, shared by the tests of a class.</summary>
public sealed class StaffedClinic : ClinicHost, IAsyncLifetime
{
    public static readonly string[] Logins = ["maya", "dana", "luis", "tom", "priya"];

    public async ValueTask InitializeAsync()
    {
        await Add("maya", Role.Patient, "Maya Torres");
        await Add("dana", Role.Clinician);
        await Add("luis", Role.Crisis);
        await Add("tom", Role.FrontDesk);
        await Add("priya", Role.Administrator);
        await Add("new", Role.Patient, "Sam Whitfield", keys: false);
    }
}
