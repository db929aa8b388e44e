using CareConnect.Hub.Invitations;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Staff;

/// <summary>The place of a patient's safety plan. Who may read it, its own circle decides, on the device.</summary>
public sealed class PatientPlanModel(ISender sender) : PageModel
{
    public Protocol.Patient Patient { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid record)
    {
        var patients = await sender.Send(new ListPatients(HttpContext.Caller()!), HttpContext.RequestAborted);
        if (patients?.Items.FirstOrDefault(each => each.Record == record.ToString()) is not { } found) return NotFound();
        Patient = found;
        return Page();
    }
}
