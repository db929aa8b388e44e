using CareConnect.Domain.People;
using CareConnect.Web.Access;
using CareConnect.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages;

/// <summary>The first page is where one's work is.</summary>
public sealed class IndexModel(CrisisTeams crisisTeams) : PageModel
{
    public async Task<IActionResult> OnGet() => Redirect(HttpContext.Caller() switch
    {
        null => "/sign-in",
        { Person: null } => "/enrol",
        { IsStaff: false } => "/home",
        { Role: Role.Administrator or Role.FrontDesk } => "/people",
        { Role: Role.Crisis } caller when await crisisTeams.Has(caller, HttpContext.RequestAborted) => "/crisis",
        _ => "/queue",
    });
}
