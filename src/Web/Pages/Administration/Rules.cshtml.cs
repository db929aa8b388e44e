using System.Text;
using CareConnect.Domain.Rules;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Rules;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Administration;

/// <summary>The rules in force, or of an earlier version, in words.</summary>
public sealed class RulesModel(ISender sender, ClinicClock clock) : PageModel
{
    public ClinicRules Rules { get; private set; } = null!;

    public SignedNames Names { get; private set; } = null!;

    public ClinicTime Time { get; private set; } = null!;

    /// <summary>The version that was just put in force.</summary>
    [BindProperty(SupportsGet = true)] public string? Done { get; set; }

    public async Task<IActionResult> OnGet(string? version)
    {
        if (await sender.Send(new ReadRules(HttpContext.Caller()!, version), HttpContext.RequestAborted) is not { } rules) return NotFound();
        Rules = rules;
        Names = await sender.Send(new ReadNames(), HttpContext.RequestAborted);
        Time = await clock.Now(HttpContext.RequestAborted);
        return Page();
    }

    public FileContentResult OnGetSchema() => File(Encoding.UTF8.GetBytes(PackDocument.Schema), "application/schema+json", "rule-pack.schema.json");
}
