using CareConnect.Protocol;
using CareConnect.Web.Help;

namespace CareConnect.Web.Pages.Patient;

/// <summary>What a page with the thread island knows before the device opens anything.</summary>
/// <param name="Circle">Null for a thread that is not begun.</param>
/// <param name="TeamId">The team to begin it with; null for a thread that is there.</param>
/// <param name="Team">Signed name.</param>
/// <param name="ReplyTimes">Null when the clinic no longer lists the team.</param>
public sealed record ThreadPage(string? Circle, string? TeamId, string Team, ReplyTimes? ReplyTimes, SpokenLine[] Lines);
