using CareConnect.Domain.Figures;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Figures;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Administration;

/// <summary>Load and response times of the last weeks.</summary>
public sealed class FiguresModel(ISender sender) : PageModel
{
    public ClinicFigures Figures { get; private set; } = null!;

    public SignedNames Names { get; private set; } = null!;

    /// <summary>Id of a team; empty for all.</summary>
    [BindProperty(SupportsGet = true)] public string? Team { get; set; }

    public async Task<IActionResult> OnGet()
    {
        var team = string.IsNullOrEmpty(Team) ? null : Team;
        if (await sender.Send(new ReadFigures(HttpContext.Caller()!, team), HttpContext.RequestAborted) is not { } figures) return Forbid();
        Figures = figures;
        Names = await sender.Send(new ReadNames(), HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>A week by its first day: "Nov 23", "23 nov".</summary>
    public static string Name(WeekFigures week) => ClinicTime.DayAndMonth(week.Monday);
}
