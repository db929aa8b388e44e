using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Rules;
using CareConnect.Web.Languages;
using CareConnect.Web.Rules;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CareConnect.Web.Pages.Administration;

/// <summary>New rules: typed, previewed, and put in force. What is refused stands there as it was typed.</summary>
public sealed class ChangeModel(ISender sender, ClinicClock clock, IStringLocalizer<RuleWords> words) : PageModel
{
    /// <summary>Rows of a preview that are shown one by one.</summary>
    public const int MostRows = 100;

    public ClinicRules Rules { get; private set; } = null!;

    public ClinicTime Time { get; private set; } = null!;

    public PackForm Form { get; private set; } = null!;

    // An empty field comes as null.
    [BindProperty] public string Document { get; set => field = value ?? ""; } = "";

    [BindProperty] public string Ticket { get; set => field = value ?? ""; } = "";

    /// <summary>Why the document was refused, a sentence for each line.</summary>
    public IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>The preview does not hold any more.</summary>
    public bool Again { get; private set; }

    public PackPreviewed? Preview { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (!await Load()) return Forbid();
        Document = PackDocument.Write(Named(Rules.Pack, Form["version"]));
        return Page();
    }

    public async Task<IActionResult> OnPostForm()
    {
        if (!await Load()) return Forbid();
        Form = PackForm.Of(await Request.ReadFormAsync(HttpContext.RequestAborted));
        Document = Form.ToDocument();
        return await Try(new PreviewPack(HttpContext.Caller()!, Document));
    }

    public async Task<IActionResult> OnPostDocument()
    {
        if (!await Load()) return Forbid();
        return await Try(new PreviewPack(HttpContext.Caller()!, Document));
    }

    /// <summary>Back from a preview, with what was previewed in the fields.</summary>
    public async Task<IActionResult> OnPostEdit()
    {
        if (!await Load()) return Forbid();
        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostForce()
    {
        if (!await Load()) return Forbid();
        return await Try(new PutPackInForce(HttpContext.Caller()!, Document, Ticket));
    }

    private async Task<IActionResult> Try(IRequest<PackAnswer> request)
    {
        // Not aborted with the connection: what comes into force comes into force.
        switch (await sender.Send(request, CancellationToken.None))
        {
            case PackInForce done:
                return Redirect($"/rules?done={Uri.EscapeDataString(done.Version)}");
            case PackPreviewed preview:
                Preview = preview;
                return Page();
            case DocumentRefused refused:
                Refusals = [.. refused.Refusals.Select(words.Of)];
                Show();
                return Page();
            case PreviewAgain:
                Again = true;
                Show();
                return Page();
            default:
                return Forbid();
        }
    }

    // The fields say what the document says, as far as it can be read.
    private void Show()
    {
        if (PackDocument.Read(Document) is PackRead read) Form = PackForm.Of(read.Pack, read.Pack.Version);
    }

    private async Task<bool> Load()
    {
        if (await sender.Send(new ReadRules(HttpContext.Caller()!), HttpContext.RequestAborted) is not { } rules) return false;
        Rules = rules;
        Time = await clock.Now(HttpContext.RequestAborted);
        Form = PackForm.Of(rules.Pack, PackForm.NextVersion(Time.Date(), rules.Versions.Select(each => each.Version)));
        return true;
    }

    private static RulePack Named(RulePack pack, string version) =>
        PackNumbers.Build(version, pack.Calendar, path => PackNumbers.All.First(number => number.Path == path).Of(pack));
}
