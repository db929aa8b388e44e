using System.Buffers.Text;
using System.Text.Json;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Paging.Reaching;
using CareConnect.Web.Languages;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Staff;

/// <summary>How a member of staff is reached when no board is open, each way proven by a code that came by it.</summary>
public sealed class ReachMeModel(ISender sender, ClinicClock clock, IHtmlLocalizer<PagingWords> words) : PageModel
{
    private static readonly string[] Sayings = ["sent", "proven", "removed", "checking"];

    private Caller By => HttpContext.Caller()!;

    public MyWays My { get; private set; } = null!;

    public ClinicTime Time { get; private set; } = null!;

    /// <summary>The browser's <c>applicationServerKey</c>, base64url; null where push is not set up.</summary>
    public string? PushKey { get; private set; }

    /// <summary>What was just done.</summary>
    public string? Said { get; private set; }

    /// <summary>Code of what could not be done.</summary>
    public string? Error { get; private set; }

    /// <summary>As typed, to be put right.</summary>
    public string? Way { get; private set; }

    public string? Address { get; private set; }

    /// <summary>Hashes of this person's push endpoints, by which a browser knows its own.</summary>
    public IReadOnlyList<string> Endpoints => [.. My.Ways.Where(way => !way.Gone).Select(way => way.Endpoint).OfType<string>()];

    /// <summary>Ways that are typed in, with the field's type and what the browser may fill in.</summary>
    public IEnumerable<(string Way, string Type, string Complete)> Fields => My.Offered.Where(way => way != "push")
        .Select(way => way == "email" ? (way, "email", "email") : (way, "tel", "tel"));

    private Guid? wrong;

    public async Task<IActionResult> OnGet(string? said)
    {
        Said = Array.Find(Sayings, known => known == said);
        return await Show();
    }

    public async Task<IActionResult> OnPostAdd(string? way, string? address)
    {
        var reply = await sender.Send(new AddWay(By, way ?? "", address ?? "", Spoken.Now), HttpContext.RequestAborted);
        if (reply is { Error: WayError.BadAddress or WayError.TooMany or WayError.NotConfigured }) (Way, Address) = (way, address);
        return await Done(reply, "sent");
    }

    public async Task<IActionResult> OnPostCode(Guid method) =>
        await Done(await sender.Send(new SendWayCode(By, method), HttpContext.RequestAborted), "sent");

    public async Task<IActionResult> OnPostProve(Guid method, string? code) =>
        await Done(await sender.Send(new ProveWay(By, method, code), HttpContext.RequestAborted), "proven");

    public async Task<IActionResult> OnPostRemove(Guid method) =>
        await Done(await sender.Send(new RemoveWay(By, method), HttpContext.RequestAborted), "removed");

    public async Task<IActionResult> OnPostCheck()
    {
        var reply = await sender.Send(new CheckWays(By), HttpContext.RequestAborted);
        return await Done(new WayReply(reply.Error ?? (reply.NotSent.Count > 0 ? WayError.NotSent : null)), "checking");
    }

    public bool IsWrong(MyWay way)
    {
        ArgumentNullException.ThrowIfNull(way);
        return wrong == way.Method;
    }

    /// <summary>Whether it works, and what to do.</summary>
    public LocalizedHtmlString About(MyWay way)
    {
        ArgumentNullException.ThrowIfNull(way);
        if (way.Gone) return words["reach.is.gone"];
        if (!way.Proven) return words["reach.is.unproven"];
        if (way.CheckedNow && way.CheckedAt is { } at) return words["reach.is.checked", Time.At(at.ToUnixTimeMilliseconds())];
        return way.Awaiting ? words["reach.is.checking"] : words["reach.is.unchecked"];
    }

    private async Task<IActionResult> Done(WayReply reply, string said)
    {
        if (reply.Error is not { } error)
            return Redirect($"/reach-me?said={said}" + (reply.Method is { } method ? $"#w-{method}" : ""));
        if (error == WayError.NotAllowed) return Forbid();
        Error = JsonNamingPolicy.KebabCaseLower.ConvertName(error.ToString());
        if (error is WayError.WrongCode or WayError.CodeOver) wrong = reply.Method;
        return await Show();
    }

    private async Task<IActionResult> Show()
    {
        var cancellation = HttpContext.RequestAborted;
        if (await sender.Send(new ListWays(By), cancellation) is not { } my) return Forbid();
        My = my;
        Time = await clock.Now(cancellation);
        PushKey = await sender.Send(new ReadPushKey(By), cancellation) is { } key ? Base64Url.EncodeToString(key) : null;
        return Page();
    }
}
