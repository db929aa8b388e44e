using CareConnect.Hub.Questionnaires;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient.Questions;

/// <summary>The patient ran out of a medication or stopped one, and the team looks the same working day.</summary>
public sealed class MedicationModel(ISender sender, ClinicClock clock) : PageModel
{
    /// <summary>By when somebody has looked, in words; null before it was said.</summary>
    public string? By { get; private set; }

    /// <summary>Whether nothing was chosen.</summary>
    public bool Missing { get; private set; }

    // Told by the answer to the post: loading it again asks the browser to post again, which changes nothing for an hour.
    public async Task<IActionResult> OnPost(string? what)
    {
        Missing = what is not ("ran-out" or "stopped");
        if (Missing) return Page();
        var by = await sender.Send(new ReportMedication(HttpContext.Caller()!, what == "ran-out"), CancellationToken.None);
        if (by is not { } moment) return Forbid();
        By = (await clock.Now(HttpContext.RequestAborted)).By(moment.ToUnixTimeMilliseconds());
        return Page();
    }
}
