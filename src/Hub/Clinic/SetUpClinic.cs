using System.Security.Cryptography;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Hub.Clinic;

/// <summary>The console's one-time code makes the first administrator, who alone may found the clinic's circle.</summary>
public sealed record SetUpClinic(Setup Setup) : IRequest<Made>;

internal sealed class SetUpClinicHandler(ClinicDb db, NewAccount accounts, Database database, TimeProvider clock)
    : IRequestHandler<SetUpClinic, Made>
{
    private const int Longest = 100;

    public async Task<Made> Handle(SetUpClinic request, CancellationToken cancellationToken)
    {
        if (request.Setup is not { Code: { Length: > 0 and <= Longest } code, ClinicName: { } name, TimeZone: { } zone, Login: { Length: > 0 and <= Longest } login, Password: { Length: <= Longest } password }
            || name.Trim() is not { Length: > 0 and <= Longest } clinicName || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return new Made(HubErrors.Malformed, default);

        byte[] hash = SetupCode.HashOf(code);
        byte[]? expected = (await db.Clinic.AsNoTracking().SingleAsync(cancellationToken)).SetupCodeHash;
        if (expected is null || !CryptographicOperations.FixedTimeEquals(hash, expected))
            return new Made(HubErrors.WrongCode, default);

        // A rule pack that came with the program's settings brings the clinic's zone.
        string inForce = await db.RulePacks.OrderByDescending(p => p.Number).Select(p => p.TimeZone).FirstOrDefaultAsync(cancellationToken) ?? zone;
        DateTimeOffset now = clock.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = login,
            Role = Role.Administrator,
            CreatedAt = now.ToUnixTimeMilliseconds(),
        };
        string? error = await accounts.Make(
            account,
            password,
            async inside => await inside.Clinic.Where(c => c.SetupCodeHash == hash).ExecuteUpdateAsync(
                c => c.SetProperty(x => x.SetupCodeHash, (byte[]?)null)
                    .SetProperty(x => x.Founder, account.Id)
                    .SetProperty(x => x.Name, clinicName)
                    .SetProperty(x => x.TimeZone, inForce),
                cancellationToken) == 1,
            HubErrors.WrongCode,
            cancellationToken);
        if (error is null)
            File.Delete(Path.Combine(database.Folder, SetupCode.DemoFile));
        return new Made(error, account.Id);
    }
}
