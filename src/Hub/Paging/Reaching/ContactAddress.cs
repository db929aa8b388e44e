using System.Text.RegularExpressions;
using CareConnect.Hub.Paging.WebPush;
using MimeKit;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>What people type, as it is kept and as it is shown.</summary>
internal static partial class ContactAddress
{
    private const int LongestMail = 254;

    /// <summary>The address as it is kept, or null when it is none.</summary>
    public static string? Read(PageWay way, string? typed, IReadOnlyList<string> pushHosts) => way switch
    {
        PageWay.Email => Mail(typed?.Trim()),
        PageWay.Sms or PageWay.Voice => Number(typed),
        PageWay.Push => typed is not null && PushSubscription.TryRead(typed, pushHosts, out var subscription) ? subscription.Write() : null,
        _ => null,
    };

    /// <summary>Enough to know it by: <c>l•••@clinic.example</c>, <c>••• 0142</c>. A browser is known by itself.</summary>
    public static string Masked(PageWay way, string address) => way switch
    {
        PageWay.Email => $"{address[0]}•••{address[address.LastIndexOf('@')..]}",
        PageWay.Push => "",
        _ => $"••• {address[^4..]}",
    };

    private static string? Mail(string? typed) =>
        typed is { Length: > 2 and <= LongestMail } && MailShape().IsMatch(typed) && MailboxAddress.TryParse(typed, out var mailbox) && mailbox.Address == typed
            ? typed
            : null;

    // E.164: a plus, the country, at most 15 digits. What stands between digits for the eye is left out.
    private static string? Number(string? typed)
    {
        var bare = typed is null ? "" : Between().Replace(typed, "");
        return NumberShape().IsMatch(bare) ? bare : null;
    }

    [GeneratedRegex(@"^[!-?A-~]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex MailShape();

    [GeneratedRegex(@"[\s().\-\u00a0]", RegexOptions.NonBacktracking)]
    private static partial Regex Between();

    [GeneratedRegex(@"^\+[1-9][0-9]{7,14}\z", RegexOptions.NonBacktracking)]
    private static partial Regex NumberShape();
}
