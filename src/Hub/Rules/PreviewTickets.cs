using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CareConnect.Hub.Rules;

/// <summary>
/// Tickets that say: this account has seen a preview of this document, on those rules in force, at that time. Sealed by
/// the server, so that nothing is kept for a preview that leads to nothing.
/// </summary>
internal sealed class PreviewTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a preview is looked at before it must be made again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly IDataProtector protector = protection.CreateProtector("CareConnect.Rules.Preview");

    public string Make(Guid account, string document, string inForce) =>
        protector.Protect(string.Join('\n', clock.GetUtcNow().ToUnixTimeMilliseconds(), Says(account, document, inForce)));

    public bool Holds(string ticket, Guid account, string document, string inForce)
    {
        try
        {
            var said = protector.Unprotect(ticket);
            var end = said.IndexOf('\n', StringComparison.Ordinal);
            var made = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(said.AsSpan(0, end), CultureInfo.InvariantCulture));
            return clock.GetUtcNow() - made < Lifetime && said[(end + 1)..] == Says(account, document, inForce);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string Says(Guid account, string document, string inForce) =>
        string.Join('\n', account, PackStore.HashOf(document), inForce);
}
