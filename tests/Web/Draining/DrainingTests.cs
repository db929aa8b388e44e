using System.Net;
using CareConnect.Domain.People;
using CareConnect.Hub.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Web.Tests.Draining;

/// <summary>A process that is about to stop, as a balancer and the people behind it see it.</summary>
public sealed class DrainingTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;
    private readonly ClinicHost clinic = new();
    private HttpClient maya = null!;

    public async ValueTask InitializeAsync()
    {
        await clinic.Add("maya", Role.Patient, "Maya Torres");
        maya = await clinic.SignedIn("maya");
        await clinic.Services.GetRequiredService<NodeDrain>().Run(Cancelled);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Theory]
    [InlineData("/health/ready")]
    [InlineData("/home")]
    [InlineData("/sign-in")]
    [InlineData("/hub")]
    [InlineData("/hub/negotiate")]
    public async Task What_another_process_can_answer_is_sent_there(string path) =>
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await maya.GetAsync(path, Cancelled)).StatusCode);

    [Fact]
    public async Task A_person_who_sees_it_reads_that_it_passes()
    {
        var answer = await maya.GetAsync("/home", Cancelled);

        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
        Assert.Contains("CareConnect is starting again", await answer.Text());
    }

    [Fact]
    public async Task It_lives_and_what_was_sent_to_it_is_still_done()
    {
        Assert.Equal(HttpStatusCode.OK, (await maya.GetAsync("/health/live", Cancelled)).StatusCode);

        var told = await maya.Post("/help/tell", []);

        Assert.Equal(HttpStatusCode.SeeOther, told.StatusCode);
        await using var database = await clinic.Database();
        Assert.Single(database.Set<Hub.Crisis.StoredAlert>());
    }
}
