using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Client;

/// <summary>How a person comes to have keys here: founding a clinic, joining by invitation, or unlocking on another device.</summary>
public static class Enrolment
{
    /// <summary>Founds an empty clinic: account, card 0, the clinic's first list, and card 1 whose keyring pins the clinic (PROTOCOL section 5).</summary>
    public static async Task<CareClient> Found(CareApi api, Setup setup, string name, RecoveryCode code, TimeProvider clock)
    {
        Demand((await api.Setup(setup)).Error);
        Demand(await api.SignIn(setup.Login, setup.Password));
        using var method = UnlockMethod.ByCode(code);
        var key = new DeviceKey();
        var links = new LinkStore(null, new Pins());
        var (keyring, card) = UnlockedKeyring.Enrol(key.PublicKey, [method], null, Now(clock));
        using (keyring)
        {
            await Store(api, links, card, []);
            using var founder = new HeldKeys(keyring.ToDevice(key), links);
            if (!new CircleAuthor(founder, clock).TryFoundClinic([new Seat(keyring.Person, Role.Lead, Name: name)], out var link, out var refusal))
                throw new CareRefusedException(refusal.ToString());
            Demand((await api.Commit(new Commit(link.Manifest.Bytes.ToArray(), []))).Error);
            Demand(links.AddManifest(link.Manifest.Bytes.Span));
            await Store(api, links, keyring.SetClinic(link.Circle, Now(clock)), []);
            var device = new UnlockedDevice(keyring.Person, key, founder.Device.Seeds, link.Circle);
            return await Connect(new CareClient(api, device, links, clock));
        }
    }

    /// <summary>Joins by what stands after <c>/join#</c>: account, card 0 with the tag that the inviter's device checks.</summary>
    public static async Task<CareClient> Join(CareApi api, string fragment, string login, string password, RecoveryCode code, TimeProvider clock)
    {
        if (!Crypto.Invitation.TryParse(fragment, out var invitation))
            throw new CareRefusedException(HubErrors.Malformed);
        using var held = invitation;
        Demand((await api.Join(new Join(invitation.Token(), login, password))).Error);
        Demand(await api.SignIn(login, password));
        using var method = UnlockMethod.ByCode(code);
        var key = new DeviceKey();
        var links = new LinkStore(invitation.Clinic, new Pins());
        var (keyring, card) = UnlockedKeyring.Enrol(key.PublicKey, [method], invitation.Clinic, Now(clock));
        using (keyring)
        {
            await Store(api, links, card, invitation.Tag(keyring.Person).ToArray());
            return await Connect(new CareClient(api, keyring.ToDevice(key), links, clock));
        }
    }

    /// <summary>Signs in on a new device and unlocks the keyring with the recovery code.</summary>
    public static async Task<CareClient> Unlock(CareApi api, string login, string password, RecoveryCode code, TimeProvider clock)
    {
        Demand(await api.SignIn(login, password));
        var stored = await api.Keys();
        var cards = new LinkStore(null, new Pins());
        foreach (var card in stored.Cards)
            Demand(cards.AddCard(card));
        if (!Hash.TryParse((await api.Me()).Person, out var person))
            throw new CareRefusedException(HubErrors.NotFound);
        using var method = UnlockMethod.ByCode(code);
        if (!UnlockedKeyring.TryOpen(cards.Cards(person), stored.Keyring, stored.Wraps, method, out var keyring, out var refusal))
            throw new CareRefusedException(refusal.ToString());
        using (keyring)
        {
            // The clinic is pinned by the keyring, never by what the server says.
            var links = new LinkStore(keyring.Clinic, new Pins());
            foreach (var card in stored.Cards)
                Demand(links.AddCard(card));
            var key = new DeviceKey();
            await Store(api, links, keyring.AddDevice(key.PublicKey, Now(clock)), []);
            return await Connect(new CareClient(api, keyring.ToDevice(key), links, clock));
        }
    }

    /// <summary>Comes back on a device with what it kept. Whatever else it knew is fetched and checked again.</summary>
    /// <param name="api">Signed in as the device's person.</param>
    /// <param name="device">Its keys; the client erases them when it is disposed.</param>
    public static async Task<CareClient> Return(CareApi api, UnlockedDevice device, Pins pins, Outbox outbox, TimeProvider clock)
    {
        var links = new LinkStore(device.Clinic, pins);
        foreach (var card in (await api.Keys()).Cards)
            Demand(links.AddCard(card));
        return await Connect(new CareClient(api, device, links, clock, outbox));
    }

    private static async Task Store(CareApi api, LinkStore links, CardUpdate update, byte[] tag)
    {
        Demand((await api.StoreCard(new StoreCard(update.Card, update.Keyring, [.. update.Wraps], tag))).Error);
        Demand(links.AddCard(update.Card));
    }

    private static async Task<CareClient> Connect(CareClient client)
    {
        await client.Connect();
        return client;
    }

    private static ulong Now(TimeProvider clock) => (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static void Demand(string? error)
    {
        if (error is not null)
            throw new CareRefusedException(error);
    }

    private static void Demand(Refusal refusal) => Demand(refusal == Refusal.None ? null : refusal.ToString());
}
