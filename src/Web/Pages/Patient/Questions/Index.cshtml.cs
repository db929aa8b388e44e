using CareConnect.Hub.Questionnaires;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient.Questions;

/// <summary>The questionnaires that a patient can answer.</summary>
public sealed class IndexModel(ISender sender, ClinicClock clock) : PageModel
{
    public IReadOnlyList<MyQuestionnaire> Questionnaires { get; private set; } = [];

    public ClinicTime Time { get; private set; } = null!;

    public async Task OnGet()
    {
        Time = await clock.Now(HttpContext.RequestAborted);
        Questionnaires = await sender.Send(new ListMyQuestionnaires(HttpContext.Caller()!), HttpContext.RequestAborted);
    }
}
