using System.Collections.Immutable;
using CareConnect.Hub.OnCall;
using CareConnect.Web.Coverage;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Pages.Coverage;

/// <summary>Links by which a calendar program reads shifts. A link is shown once, when it is made.</summary>
public sealed class CalendarModel(ISender sender, ClinicClock clinic, TimeProvider clock, IStringLocalizer<CoverageWords> words)
    : CoveragePage(sender, clinic, clock, words)
{
    public ImmutableArray<Feed> Feeds { get; private set; } = [];

    /// <summary>The whole address, right after it was made; never again.</summary>
    public string? Link { get; private set; }

    public async Task<IActionResult> OnGet() => await Found() ? Page() : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostMake(bool mine)
    {
        var made = await Sender.Send(new MakeFeed(HttpContext.Caller()!, mine), CancellationToken.None);
        if (!await Found()) return StatusCode(StatusCodes.Status403Forbidden);
        if (made.Token is { } token) Link = $"{Request.Scheme}://{Request.Host}{CalendarFeed.Path(token)}?{Spoken.Query}={Spoken.Now}";
        else Reasons = [Words["coverage.feed.toomany"]];
        return Page();
    }

    public async Task<IActionResult> OnPostRevoke(Guid id)
    {
        await Sender.Send(new RevokeFeed(HttpContext.Caller()!, id), CancellationToken.None);
        return Redirect("/coverage/calendar");
    }

    private async Task<bool> Found()
    {
        if (!await Load()) return false;
        Feeds = await Sender.Send(new ListFeeds(HttpContext.Caller()!), HttpContext.RequestAborted);
        return true;
    }
}
