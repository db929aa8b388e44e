using System.Text.Json;
using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Questionnaires;
using CareConnect.Web.Access;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Patient.Questions;

/// <summary>What a sitting came to, in plain words, and what happens next. When it is a crisis: help, before anything else.</summary>
public sealed class DoneModel(ISender sender, CrisisTeams crisisTeams, ClinicClock clock) : PageModel
{
    public SittingShown Shown { get; private set; } = null!;

    public bool AnyoneThere { get; private set; }

    public Score? Score { get; private set; }

    /// <summary>Key of the words of the band.</summary>
    public string BandWords => $"done.{InstrumentNames.Of(Score!.Instrument)}.{JsonNamingPolicy.KebabCaseLower.ConvertName(Score.Band.ToString())}";

    /// <summary>Whether the screener was answered, and if so whether anything was said in it but no.</summary>
    public bool? Screened { get; private set; }

    /// <summary>Whether not one question was answered.</summary>
    public bool Nothing { get; private set; }

    /// <summary>By when a person has looked or been in touch, in words.</summary>
    public string? By { get; private set; }

    public async Task<IActionResult> OnGet(Guid sitting)
    {
        var (caller, cancellation) = (HttpContext.Caller()!, HttpContext.RequestAborted);
        if (await sender.Send(new ShowSitting(caller, sitting), cancellation) is not { } shown) return NotFound();
        if (shown.State == SittingState.Open) return Redirect($"/questions/sitting/{sitting}");
        Shown = shown;
        AnyoneThere = await crisisTeams.AnyoneThere(caller, cancellation);
        Score = Score.Of(shown.Sitting.Begun, shown.Sitting.Answers);
        Screened = Screener.Read(shown.Sitting.Answers) is { } outcome ? outcome is not { Level: RiskLevel.None, Complete: true } : null;
        Nothing = !shown.Sitting.Path.Any(item => shown.Sitting.Answers.Has(item.Code));
        By = shown.Follows is { } follows ? (await clock.Now(cancellation)).By(follows.Clocks.ContactBy.ToUnixTimeMilliseconds()) : null;
        return Page();
    }
}
