using CareConnect.Hub.Clinic;
using CareConnect.Web.Help;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient;

/// <summary>A thread of this patient. One that is not theirs is not found.</summary>
public sealed class ThreadModel(MyThreads threads, ISender sender, HelpLines lines) : PageModel
{
    public ThreadPage Thread { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string circle)
    {
        var caller = HttpContext.Caller()!;
        var cancellation = HttpContext.RequestAborted;
        if ((await threads.Of(caller, cancellation)).FirstOrDefault(mine => mine.Circle == circle) is not { } found) return NotFound();
        var times = await sender.Send(new ReadReplyTimes(caller, found.TeamIds.FirstOrDefault() ?? ""), cancellation);
        Thread = new(found.Circle, null, found.Team, times, lines.Here());
        return Page();
    }
}
