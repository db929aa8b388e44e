using CareConnect.Web.Demo;
using CareConnect.Web.SigningIn;
using CareConnect.Hub.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Entry;

/// <summary>Keys are made or opened here, then the way goes on.</summary>
public abstract class KeyPage : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Next { get; set; }

    /// <summary>A path of this site.</summary>
    public string Onward => Url.IsLocalUrl(Next) ? Next : "/";
}

/// <summary>A person's first keys. Who has some opens them instead.</summary>
public sealed class EnrolModel : KeyPage
{
    public IActionResult OnGet() =>
        HttpContext.Caller() is { Person: null } ? Page() : Redirect("/unlock?next=" + Uri.EscapeDataString(Onward));
}

/// <summary>A browser that has no keys of this person yet.</summary>
public sealed class UnlockModel(UserManager<Account> accounts, IServiceProvider services) : KeyPage
{
    /// <summary>In a demo: the person's recovery code, so that one click is enough.</summary>
    public string? DemoCode { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        var caller = HttpContext.Caller()!;
        if (caller.Person is null) return Redirect("/enrol?next=" + Uri.EscapeDataString(Onward));
        if (services.GetService<DemoPeople>() is { } people && await accounts.FindByIdAsync(caller.Account.ToString()) is { UserName: { } login })
            DemoCode = (await people.Find(login, HttpContext.RequestAborted))?.RecoveryCode;
        return Page();
    }
}
