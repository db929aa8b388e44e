using CareConnect.Hub.Telemetry;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Administration;

/// <summary>How this node does, for who keeps it running. Counts and times, nobody's name.</summary>
public sealed class OperatorModel(ISender sender, ClinicClock clock) : PageModel
{
    public NodeReport Report { get; private set; } = null!;

    public ClinicTime Time { get; private set; } = null!;

    public async Task<IActionResult> OnGet()
    {
        if (await sender.Send(new ReadNodeReport(HttpContext.Caller()!), HttpContext.RequestAborted) is not { } report) return Forbid();
        (Report, Time) = (report, await clock.Now(HttpContext.RequestAborted));
        return Page();
    }
}
