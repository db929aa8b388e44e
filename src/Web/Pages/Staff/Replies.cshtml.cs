using System.Text.Json;
using CareConnect.Domain.People;
using CareConnect.Hub.Replies;
using CareConnect.Protocol;
using CareConnect.Web.SigningIn;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CareConnect.Web.Pages.Staff;

/// <summary>The clinic's reply templates: read by staff, written by administrators. Works without script.</summary>
public sealed class RepliesModel(ISender sender) : PageModel
{
    public ReplyTemplate[] Templates { get; private set; } = [];

    /// <summary>Whether the caller may write them.</summary>
    public bool Writes { get; private set; }

    /// <summary>What was sent and refused, so that nothing typed is lost.</summary>
    public ReplyTemplate? Sent { get; private set; }

    /// <summary>Key of what was done.</summary>
    public string? Said { get; private set; }

    /// <summary>Key of why nothing was done.</summary>
    public string? Fault { get; private set; }

    public Task OnGet(string? said)
    {
        Said = said switch { "saved" => "replies.saved", "removed" => "replies.removed", _ => null };
        return Read();
    }

    public async Task<IActionResult> OnPost(Guid id, string? titleEn, string? textEn, string? titleEs, string? textEs)
    {
        Sent = new ReplyTemplate(id, titleEn ?? "", textEn ?? "", titleEs ?? "", textEs ?? "");
        if (await sender.Send(new SaveReply(HttpContext.Caller()!, Sent), CancellationToken.None) is not { } fault)
            return Redirect("/settings/replies?said=saved");
        if (fault == ReplyFault.NotAllowed) return Forbid();
        Fault = $"replies.fault.{JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString())}";
        await Read();
        return Page();
    }

    public async Task<IActionResult> OnPostRemove(Guid id) =>
        await sender.Send(new RemoveReply(HttpContext.Caller()!, id), CancellationToken.None) ? Redirect("/settings/replies?said=removed") : Forbid();

    private async Task Read()
    {
        var caller = HttpContext.Caller()!;
        Writes = caller.Role.May(Act.KeepReplies);
        Templates = (await sender.Send(new ListReplies(caller), HttpContext.RequestAborted))?.Items ?? [];
    }
}
