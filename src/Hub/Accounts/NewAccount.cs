using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Database = CareConnect.Hub.Storage.Database;

namespace CareConnect.Hub.Accounts;

/// <summary>Makes an account together with what entitles to it: the set-up code or an invitation, used up in the same transaction.</summary>
internal sealed class NewAccount(ClinicDb db, Database database, UserManager<Account> accounts)
{
    /// <param name="useUp">Takes the right away; false when another was quicker.</param>
    /// <param name="tooLate">The error to answer with then.</param>
    /// <returns>One of <see cref="HubErrors"/>, or null when the account is there.</returns>
    public async Task<string?> Make(Account account, string password, Func<ClinicDb, Task<bool>> useUp, string tooLate, CancellationToken cancellation)
    {
        // (1) The slow part first: no alert waits while a password is hashed.
        foreach (IPasswordValidator<Account> validator in accounts.PasswordValidators)
        {
            if (await validator.ValidateAsync(accounts, account, password) is { Succeeded: false } weak)
                return Error(weak);
        }

        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);

        // (2) As in the writer: whoever is second sees what the first has done.
        await using IDbContextTransaction transaction = await database.BeginWrite(db, cancellation);
        if (!await useUp(db))
            return tooLate;
        IdentityResult result = await accounts.CreateAsync(account);
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
