using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Questionnaires;
using CareConnect.Web.Access;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient.Questions;

/// <summary>What a questionnaire asks and who reads the answers; from here it begins.</summary>
public sealed class AboutModel(ISender sender, MyThreads threads, CrisisTeams crisisTeams) : PageModel
{
    public Instrument Instrument { get; private set; }

    /// <summary>Signed names of the teams that care for this patient; empty while there is none.</summary>
    public string Teams { get; private set; } = "";

    public bool AnyoneThere { get; private set; }

    /// <summary>Whether one was begun and can be gone on with.</summary>
    public bool Open { get; private set; }

    public async Task<IActionResult> OnGet(string name)
    {
        if (InstrumentNames.Read(name) is not { } instrument) return NotFound();
        var (caller, cancellation) = (HttpContext.Caller()!, HttpContext.RequestAborted);
        Instrument = instrument;
        Teams = string.Join(", ", (await threads.Of(caller, cancellation)).Select(thread => thread.Team).Where(team => team.Length > 0).Distinct());
        AnyoneThere = await crisisTeams.AnyoneThere(caller, cancellation);
        Open = (await sender.Send(new ListMyQuestionnaires(caller), cancellation)).Any(one => one.Instrument == instrument && one.Open is not null);
        return Page();
    }

    public async Task<IActionResult> OnPost(string name)
    {
        if (InstrumentNames.Read(name) is not { } instrument) return NotFound();
        return await sender.Send(new BeginSitting(HttpContext.Caller()!, instrument), CancellationToken.None) is { } sitting
            ? Redirect($"/questions/sitting/{sitting}")
            : Forbid();
    }
}
