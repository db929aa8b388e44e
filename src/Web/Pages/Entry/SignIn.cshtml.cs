using CareConnect.Hub.Storage;
using CareConnect.Web.Demo;
using CareConnect.Web.Security;
using CareConnect.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Web.Pages.Entry;

[EnableRateLimiting(Doors.Policy)]
public sealed class SignInModel(SignInFlow flow, IDbContextFactory<ClinicDb> factory, IServiceProvider services) : PageModel
{
    /// <summary>Where to go on, a path of this site.</summary>
    [BindProperty(SupportsGet = true)] public string? Next { get; set; }

    [BindProperty] public string? Login { get; set; }

    [BindProperty] public string? Password { get; set; }

    /// <summary>Just signed out.</summary>
    [BindProperty(SupportsGet = true)] public bool Out { get; set; }

    /// <summary>Key of the words that say what went wrong.</summary>
    public string? Error { get; private set; }

    public IActionResult OnGet() => HttpContext.Caller() is null ? Page() : Redirect(Onward);

    public async Task<IActionResult> OnPost()
    {
        if (string.IsNullOrWhiteSpace(Login) || string.IsNullOrEmpty(Password)) return Refuse("signin.missing");
        var (account, locked) = await flow.Prove(Login.Trim(), Password);
        if (account is null) return Refuse(locked ? "signin.locked" : "signin.wrong");
        await flow.Open(HttpContext, account.Id);
        return Redirect(Onward);
    }

    /// <summary>Whether the console's one-time code still waits. A demo is founded by its own program.</summary>
    public async Task<bool> ToBeSetUp()
    {
        if (services.GetService<DemoPeople>() is not null) return false;
        await using var db = await factory.CreateDbContextAsync(HttpContext.RequestAborted);
        return await db.Clinic.AnyAsync(clinic => clinic.SetupCodeHash != null, HttpContext.RequestAborted);
    }

    private string Onward => Url.IsLocalUrl(Next) ? Next : "/";

    private PageResult Refuse(string words)
    {
        Error = words;
        Out = false;
        return Page();
    }
}
