using System.Data;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CareConnect.Hub.Accounts;

/// <summary>Makes an account together with what entitles to it: the set-up code or an invitation, used up in the same transaction.</summary>
internal sealed class NewAccount(ClinicDb db, UserManager<Account> accounts)
{
    /// <param name="useUp">Takes the right away; false when another was quicker.</param>
    /// <param name="tooLate">The error to answer with then.</param>
    /// <returns>One of <see cref="HubErrors"/>, or null when the account is there.</returns>
    public async Task<string?> Make(Account account, string password, Func<ClinicDb, Task<bool>> useUp, string tooLate, CancellationToken cancellation)
    {
        await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (!await useUp(db))
            return tooLate;
        IdentityResult result = await accounts.CreateAsync(account, password);
        if (!result.Succeeded)
            return Error(result);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    private static string Error(IdentityResult result)
    {
        string[] codes = [.. result.Errors.Select(error => error.Code)];
        return codes.Contains(nameof(IdentityErrorDescriber.DuplicateUserName)) ? HubErrors.LoginTaken
            : codes.Any(code => code.StartsWith("Password", StringComparison.Ordinal)) ? HubErrors.WeakPassword
            : HubErrors.Malformed;
    }
}
