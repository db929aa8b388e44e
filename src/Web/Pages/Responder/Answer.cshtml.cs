using CareConnect.Hub.Accounts;
using CareConnect.Hub.Clinic;
using CareConnect.Hub.Contacts;
using CareConnect.Hub.Crisis;
using CareConnect.Protocol;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Responder;

public enum AnswerStanding
{
    Free,
    Mine,
    Others,
    Over,
}

/// <summary>
/// Where a page on a lock screen leads: "I have this" as a form, for a phone whose keys may be locked. Open to who is not
/// signed in only so far that it can send them on: who follows a link from a mail comes without their cookie.
/// </summary>
public sealed class AnswerModel(ISender sender, ClinicClock clock, IHtmlLocalizer<PagingWords> words) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "alert")] public Guid Id { get; set; }

    /// <summary>Null on the step between another site and this one.</summary>
    public AlertRow? Alert { get; private set; }

    public AnswerStanding Standing { get; private set; }

    public ClinicTime Time { get; private set; } = null!;

    /// <summary>Signed name of who has it.</summary>
    public string? Owner { get; private set; }

    /// <summary>The patient's number, as they wrote it, for who has the alert.</summary>
    public string? Phone { get; private set; }

    public string Dialled => string.Concat((Phone ?? "").Where(sign => char.IsAsciiDigit(sign) || sign == '+'));

    public bool IsDrill => Alert?.Cause == "drill";

    public long? ContactBy => Alert?.ContactBy;

    public object Heading => IsDrill ? words["answer.heading.drill"] : Alert!.PatientName;

    /// <summary>This page, asked for from this site.</summary>
    public string Here => $"/crisis/answer/{Id}?here=1";

    public async Task<IActionResult> OnGet()
    {
        if (HttpContext.Caller() is not { } caller) return SignInOrStep();
        return await Show(caller) ?? Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (HttpContext.Caller() is not { } caller) return SignInOrStep();
        // Not cancelled when the phone loses its connection: the button was pressed.
        var reply = await sender.Send(new TakeAlert(caller, Id), CancellationToken.None);
        return reply.Error switch
        {
            HubErrors.NotAllowed => Forbid(),
            HubErrors.NotFound => NotFound(),
            // Taken, or by somebody else, or over: the page says which.
            _ => Redirect(Request.Path),
        };
    }

    // A SameSite=Strict cookie does not come along from a mail's page. Asked for once more, from this site, it does.
    private IActionResult SignInOrStep()
    {
        var fromHere = Request.Query.ContainsKey("here") || Request.Headers["Sec-Fetch-Site"] is ["same-origin" or "none"];
        if (fromHere) return Redirect("/sign-in?next=" + Uri.EscapeDataString(Request.Path));
        Response.Headers["Refresh"] = $"0;url={Here}";
        return Page();
    }

    private async Task<IActionResult?> Show(Caller caller)
    {
        var cancellation = HttpContext.RequestAborted;
        var reply = await sender.Send(new ShowAlert(caller, Id), cancellation);
        if (reply.Alert is not { } alert) return reply.Error == HubErrors.NotAllowed ? Forbid() : NotFound();
        Alert = alert;
        Time = await clock.Now(cancellation);
        Standing = (alert.State, alert.Owner) switch
        {
            ("contact-made" or "closed", _) => AnswerStanding.Over,
            (_, null) => AnswerStanding.Free,
            var (_, owner) => owner == caller.Person ? AnswerStanding.Mine : AnswerStanding.Others,
        };
        if (Standing == AnswerStanding.Others) Owner = (await sender.Send(new ReadNames(), cancellation)).Of(alert.Owner);
        if (Standing == AnswerStanding.Mine && Guid.TryParse(alert.Patient, out var record))
            Phone = (await sender.Send(new ReadPatientContacts(caller, record), cancellation))?.Phone is { Length: > 0 } phone ? phone : null;
        return null;
    }
}
