using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Tests.Coverage;

public sealed class HelpCoverTests
{
    private const string Nobody = "Nobody at your clinic is on call right now.";

    [Fact]
    public async Task Help_says_plainly_when_nobody_is_on_call_and_988_stands_there_either_way()
    {
        await using var clinic = new CoverageClinic();
        await clinic.InitializeAsync();
        var anyone = clinic.Browser();
        var page = await anyone.Page("/help");
        Assert.Contains(Nobody, page);
        Assert.Contains("The clinic is not watching.", page);
        Assert.True(page.IndexOf("tel:988", StringComparison.Ordinal) < page.IndexOf("/help/tell", StringComparison.Ordinal));

        // A responder who is signed in sees the board.
        await clinic.SignedIn("luis");
        page = await anyone.Page("/help");
        Assert.DoesNotContain(Nobody, page);
        Assert.Contains("tel:988", page);

        await using var db = await clinic.Database();
        await db.CircleMembers.Where(member => member.Circle == CoverageClinic.Team).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Nobody, await anyone.Page("/help"));
    }
}
