using System.Text;
using CareConnect.Browser.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CareConnect.Browser.Tests.Journeys;

/// <summary>Two processes on one database, with Redis between them.</summary>
public sealed class TwoNodesJourney(Chromium chromium)
{
    [Fact]
    public async Task A_patient_on_one_node_and_a_therapist_on_the_other_see_each_other_live_and_Redis_learns_no_word()
    {
        await using var redis = await RunningRedis.Start();
        var settings = $"--ConnectionStrings:Redis={redis.ConnectionString}";
        await using var one = await RunningClinic.Demo(settings);
        await using var two = await one.SecondNode(settings);
        await using var maya = await chromium.Phone(one);
        await using var dana = await chromium.Desk(two);
        await maya.SignInAs("Maya Torres");
        await maya.OpenThread("Dana’s team");
        await dana.SignInAs("Dana Okafor");
        await dana.OpenRow("Maya Torres");
        await Expect(dana.Log.GetByText("Could we talk about a note for my boss?")).ToBeVisibleAsync();

        const string Canary = "quetzal-between-nodes";
        await maya.Write($"The word is {Canary}.");
        await Expect(dana.Log.GetByText(Canary)).ToBeVisibleAsync();
        await dana.Composer.PressSequentiallyAsync("I am ");
        await Expect(maya.Page.GetByText("Dana Okafor is answering")).ToBeVisibleAsync();
        await dana.Write("I am here.");
        await Expect(maya.Log.GetByText("I am here.")).ToBeVisibleAsync();

        // The push went through Redis, sealed.
        Assert.Contains("Appended", redis.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, redis.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))[..^4], redis.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(string.Concat(Canary.Select(letter => $"{letter}\\x00")), redis.Said, StringComparison.Ordinal);

        // A node dies: its people go on by the other once it is back, and nothing is lost.
        await two.Kill();
        await maya.Write("Written while Dana’s node was down.");
        await two.Start(settings);
        await Expect(dana.Log.GetByText("Written while Dana’s node was down.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}
