using System.Net;

namespace CareConnect.Web.Tests.Demo;

public sealed class DemoTests
{
    private const string People = """[{"login":"maya","name":"Maya Torres","kind":"patient","recoveryCode":"7QK4-M2XD-9HTR-0VWB-5CJE-Y8PA-3NGF-6ZS1"}]""";
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outside_a_demo_neither_the_people_nor_the_address_exist()
    {
        await using var clinic = new StaffedClinic();
        await clinic.InitializeAsync();
        await File.WriteAllTextAsync(Path.Combine(clinic.Data, "demo.json"), People, Cancelled);
        var browser = clinic.Browser();
        var page = await browser.Page("/sign-in");

        Assert.DoesNotContain("Maya Torres", page);
        Assert.DoesNotContain("demo", page);
        var answer = await browser.PostForm("/sign-in/demo", page, ("person", "maya"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("7QK4", await (await clinic.SignedIn("maya")).Page("/unlock"));
    }

    [Fact]
    public async Task In_a_demo_one_click_signs_in_and_the_page_says_that_no_clinic_is_watching()
    {
        await using var clinic = new ClinicHost(new() { ["Demo"] = "true" });
        await clinic.Add("maya", Domain.People.Role.Patient, "Maya Torres");
        await clinic.Add("hidden", Domain.People.Role.Administrator);
        var browser = clinic.Browser();
        Assert.Contains("is being founded", await browser.Page("/sign-in"));

        await File.WriteAllTextAsync(Path.Combine(clinic.Data, "demo.json"), People, Cancelled);
        var page = await browser.Page("/sign-in");
        Assert.Contains("no clinic is watching", page);
        Assert.Contains("No clinic is watching", await browser.Page("/help"));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostForm("/sign-in/demo", page, ("person", "hidden"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/sign-in/demo", [("person", "maya")])).StatusCode);
        var answer = await browser.PostForm("/sign-in/demo", page, ("person", "maya"));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Contains("Maya", await browser.Page("/home"));
        Assert.Contains("7QK4-M2XD-9HTR-0VWB-5CJE-Y8PA-3NGF-6ZS1", await browser.Page("/unlock"));
    }
}
