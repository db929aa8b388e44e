using CareConnect.Hub.Clinic;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient;

/// <summary>Whom to write to: by kind of care and signed name. A team already written to leads to that thread.</summary>
public sealed class WriteModel(
    TeamsToWriteTo teams, MyThreads threads, ClinicClock clock, ISender sender, IHtmlLocalizer<Words> words) : PageModel
{
    private ILookup<string, string> known = null!;
    private readonly Dictionary<string, LocalizedHtmlString> replies = [];

    public IReadOnlyList<TeamToWriteTo> Teams { get; private set; } = [];

    public async Task OnGet()
    {
        var cancellation = HttpContext.RequestAborted;
        Teams = await teams.All(cancellation);
        known = (await threads.Of(HttpContext.Caller()!, cancellation))
            .SelectMany(thread => thread.TeamIds.Select(team => (team, thread.Circle))).ToLookup(pair => pair.team, pair => pair.Circle);
        var time = await clock.Now(cancellation);
        foreach (var team in Teams)
        {
            if (await sender.Send(new ReadReplyTimes(HttpContext.Caller()!, team.Id), cancellation) is { } times)
                replies[team.Id] = words["new.reply", time.By(times.Week)];
        }
    }

    public string Way(TeamToWriteTo team)
    {
        ArgumentNullException.ThrowIfNull(team);
        return known[team.Id].FirstOrDefault() is { } circle ? $"/messages/{circle}" : $"/messages/new/{team.Id}";
    }

    public LocalizedHtmlString? About(TeamToWriteTo team)
    {
        ArgumentNullException.ThrowIfNull(team);
        return known.Contains(team.Id) ? words["new.again"] : replies.GetValueOrDefault(team.Id);
    }
}
