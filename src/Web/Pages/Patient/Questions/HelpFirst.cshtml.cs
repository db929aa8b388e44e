using CareConnect.Hub.Questionnaires;
using CareConnect.Web.Access;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient.Questions;

/// <summary>An answer was a crisis: help, and that the team was told, before anything else.</summary>
public sealed class HelpFirstModel(ISender sender, CrisisTeams crisisTeams) : PageModel
{
    public Guid Id { get; private set; }

    public bool AnyoneThere { get; private set; }

    /// <summary>Whether there are questions left.</summary>
    public bool More { get; private set; }

    public async Task<IActionResult> OnGet(Guid sitting)
    {
        var (caller, cancellation) = (HttpContext.Caller()!, HttpContext.RequestAborted);
        if (await sender.Send(new ShowSitting(caller, sitting), cancellation) is not { } shown) return NotFound();
        if (!shown.IsCrisis) return Redirect($"/questions/sitting/{sitting}");
        Id = sitting;
        AnyoneThere = await crisisTeams.AnyoneThere(caller, cancellation);
        More = shown.State == SittingState.Open;
        return Page();
    }
}
