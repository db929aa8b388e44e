using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Protocol;
using CareConnect.Web.Help;
using MediatR;

namespace CareConnect.Web.Pages.Patient;

/// <summary>What a page with the thread island knows before the device opens anything.</summary>
/// <param name="Circle">Null for a thread that is not begun.</param>
/// <param name="TeamId">The team to begin it with; null for a thread that is there.</param>
/// <param name="Team">Signed name.</param>
public sealed record ThreadPage(Self Self, string? Circle, string? TeamId, string Team, ReplyTimes ReplyTimes, SpokenLine[] Lines)
{
    public static async Task<ThreadPage> For(
        Caller caller, string? circle, string? teamId, string team, ISender sender, HelpLines lines, CancellationToken cancellation) =>
        new(await sender.Send(new ShowSelf(caller), cancellation), circle, teamId, team,
            await sender.Send(new ShowReplyTimes(), cancellation), lines.Here());
}
