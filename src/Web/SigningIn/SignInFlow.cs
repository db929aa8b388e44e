using System.Security.Claims;
using CareConnect.Hub.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CareConnect.Web.SigningIn;

/// <summary>Name and password, then a session. A second way in, by passkey, would end in <see cref="Open"/> as well.</summary>
public sealed class SignInFlow(UserManager<Account> accounts, SignInManager<Account> proofs, Sessions sessions)
{
    // Checked when there is no such name, so that the answer takes as long as with one.
    private static readonly string Decoy = new PasswordHasher<Account>().HashPassword(new(), "no account has this password");

    /// <summary>The account when the password is right; else null, and whether the account is locked for some minutes.</summary>
    public async Task<(Account? Account, bool Locked)> Prove(string login, string password)
    {
        var account = await accounts.FindByNameAsync(login);
        if (account is null || !account.Enabled)
        {
            accounts.PasswordHasher.VerifyHashedPassword(new(), Decoy, password);
            return (null, false);
        }
        var result = await proofs.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        return (result.Succeeded ? account : null, result.IsLockedOut);
    }

    /// <summary>Opens a session for an account that has proven itself, and sets the browser's cookie.</summary>
    public async Task Open(HttpContext context, Guid account)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.SignInAsync(IdentityConstants.ApplicationScheme, await Ticket(account, IdentityConstants.ApplicationScheme, context.RequestAborted));
    }

    /// <summary>Opens a session; the ticket that names it goes into a cookie or a bearer token.</summary>
    public async Task<ClaimsPrincipal> Ticket(Guid account, string scheme, CancellationToken cancellation)
    {
        var session = await sessions.Open(account, cancellation);
        return new(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, account.ToString()), new(Sessions.Claim, session.ToString())], scheme));
    }
}
