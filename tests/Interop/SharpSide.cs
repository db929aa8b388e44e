using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Interop.Tests;

/// <summary>Devices that run the C# library.</summary>
public sealed class SharpSide(Clock clock) : ISide
{
    public Task<(Party Party, Update Update)> Enrol(string name, string person, Hash? clinic)
    {
        var key = new DeviceKey();
        using var code = new RecoveryCode();
        var (keyring, update) = UnlockedKeyring.Enrol(key.PublicKey, [UnlockMethod.ByCode(code)], clinic, clock.Milliseconds);
        using (keyring)
            return Task.FromResult<(Party, Update)>((new SharpParty(name, person, key, keyring.ToDevice(key), clock), SharpParty.Write(update, code.Write())));
    }

    public Task<(Party Party, Update Update)> Join(string name, string person, Stored stored)
    {
        var key = new DeviceKey();
        using var keyring = SharpParty.Open(stored);
        var update = keyring.AddDevice(key.PublicKey, clock.Milliseconds);
        return Task.FromResult<(Party, Update)>((new SharpParty(name, person, key, keyring.ToDevice(key), clock), SharpParty.Write(update, stored.Code)));
    }
}
