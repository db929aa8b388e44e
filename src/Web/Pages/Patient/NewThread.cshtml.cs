using CareConnect.Hub.Clinic;
using CareConnect.Web.Help;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient;

/// <summary>A first message to a team: the thread is made on the device with it.</summary>
public sealed class NewThreadModel(TeamsToWriteTo teams, ISender sender, HelpLines lines) : PageModel
{
    public ThreadPage Thread { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string team)
    {
        var cancellation = HttpContext.RequestAborted;
        if ((await teams.All(cancellation)).FirstOrDefault(listed => listed.Id == team) is not { } found) return NotFound();
        var times = await sender.Send(new ReadReplyTimes(HttpContext.Caller()!, found.Id), cancellation);
        Thread = new(null, found.Id, found.Name, times, lines.Here());
        return Page();
    }
}
