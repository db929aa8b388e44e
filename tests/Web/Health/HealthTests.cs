using System.Net;

namespace CareConnect.Web.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_names_the_parts_and_fails_with_the_database_while_live_goes_on()
    {
        await using var clinic = new ClinicHost();
        var browser = clinic.Browser();
        var token = TestContext.Current.CancellationToken;

        var ready = await browser.GetAsync("/health/ready", token);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("\"database\":\"Healthy\"", await ready.Text());

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(clinic.Data, "care.db*")) File.Delete(file);
        Directory.CreateDirectory(Path.Combine(clinic.Data, "care.db"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/health/ready", token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live", token)).StatusCode);
    }

    [Fact]
    public async Task Without_Redis_the_clinic_is_degraded_and_still_ready()
    {
        // Nothing listens on port 1.
        await using var clinic = new ClinicHost(new() { ["ConnectionStrings:Redis"] = "127.0.0.1:1,connectTimeout=200" });

        var ready = await clinic.Browser().GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("\"backplane\":\"Degraded\"", await ready.Text());
    }
}
