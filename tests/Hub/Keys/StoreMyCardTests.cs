using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Keys;

/// <summary>PROTOCOL sections 2 (card) and 5: card, keyring and wraps together or not at all.</summary>
[Collection(nameof(RunningClinic))]
public sealed class StoreMyCardTests(RunningClinic clinic)
{
    [Fact]
    public async Task The_first_card_makes_the_account_a_person()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        Self self = await person.Client.Api.Me();
        MyKeys keys = await person.Client.Api.Keys();

        Assert.Equal(person.Client.Person.ToString(), self.Person);
        Assert.Equal((1, 1), (keys.Cards.Length, keys.Wraps.Length));
        Assert.NotEmpty(keys.Keyring);
    }

    [Fact]
    public async Task Another_first_card_is_refused()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        using var method = UnlockMethod.ByCode(person.Code);
        using var device = new DeviceKey();
        var (keyring, update) = UnlockedKeyring.Enrol(device.PublicKey, [method], null, 1);
        using (keyring)
            await Refused(HubErrors.Lost, person, Posted(update));
    }

    [Fact]
    public async Task The_same_card_again_is_answered_as_the_first_time()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        MyKeys keys = await person.Client.Api.Keys();

        Assert.Null((await person.Client.Api.StoreCard(new StoreCard(keys.Cards[0], keys.Keyring, keys.Wraps, new byte[32]))).Error);
        Assert.Single((await person.Client.Api.Keys()).Cards);
    }

    [Fact]
    public async Task Cards_that_break_the_chain_are_refused_and_nothing_of_them_is_kept()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        using var method = UnlockMethod.ByCode(person.Code);
        using UnlockedKeyring mine = await Unlocked(person);
        using var device = new DeviceKey();
        CardUpdate next = mine.AddDevice(device.PublicKey, 1);
        Card right = Decoded(next.Card);
        using var stranger = new Identity();

        await Refused("IdentityChanged", person, Forged(stranger, right, identity: stranger.PublicKey));
        await Refused("BadSignature", person, next with { Card = person.Client.Keys.Device.Key.Sign(right.Body.Span) });
        await Refused("WrongPrev", person, Signed(person, right, prev: Hash.Of([1])));
        await Refused("WrongNumber", person, Signed(person, right, n: 2));
        await Refused("CopyMismatch", person, next with { Keyring = [.. next.Keyring, 0] });
        await Refused("KeysWithheld", person, next with { Wraps = [] });
        await Refused("Malformed", person, next with { Wraps = [[1, 2, 3]] });
        await Refused("Malformed", person, next with { Card = [] });

        CardUpdate Forged(Identity signer, Card card, PublicKey identity) => next with
        {
            Card = signer.Sign(Card.ToBody(card.N, card.Prev, identity, card.ReceivingKey, card.Keyring, card.Devices, card.Time)),
        };

        // Only the person's identity key could sign these; the chain is checked before the signature.
        CardUpdate Signed(Person by, Card card, Hash? prev = null, ulong? n = null) => next with
        {
            Card = by.Client.Keys.Device.Key.Sign(Card.ToBody(n ?? card.N, prev ?? card.Prev, card.Identity, card.ReceivingKey, card.Keyring, card.Devices, card.Time)),
        };
    }

    [Fact]
    public async Task Of_two_cards_with_one_number_the_second_has_lost()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        using UnlockedKeyring mine = await Unlocked(person);
        using UnlockedKeyring other = await Unlocked(person);
        using var device = new DeviceKey();
        using var second = new DeviceKey();
        CardUpdate winner = mine.AddDevice(device.PublicKey, 1);
        Assert.Null((await person.Client.Api.StoreCard(Posted(winner))).Error);

        await Refused(HubErrors.Lost, person, other.AddDevice(second.PublicKey, 2));
    }

    [Fact]
    public async Task A_new_device_changes_no_circle_but_a_new_receiving_key_makes_them_stale()
    {
        Person patient = await clinic.Join(clinic.Tom, "patient");
        Conversation thread = await patient.Client.StartThread(clinic.Team);
        var heard = new Heard(clinic.Dana);
        using UnlockedKeyring mine = await Unlocked(patient);
        using var device = new DeviceKey();
        Assert.Null((await patient.Client.Api.StoreCard(Posted(mine.AddDevice(device.PublicKey, 1)))).Error);
        Assert.Null((await patient.Client.Hub.Post(Conversations.PostMessageTests.Sealed(patient.Client, thread).Bytes.ToArray())).Error);

        await thread.Sync();
        byte[] waiting = Conversations.PostMessageTests.Sealed(patient.Client, thread).Bytes.ToArray();
        using var method = UnlockMethod.ByCode(patient.Code);
        using UnlockedKeyring grown = await Unlocked(patient);
        Assert.Null((await patient.Client.Api.StoreCard(Posted(grown.ReplaceMethods([method], 2)))).Error);
        await heard.Until(() => heard.Stale.Contains(thread.Circle.ToString()));
        PostReply reply = await patient.Client.Hub.Post(waiting);
        Assert.Equal(HubErrors.Stale, reply.Error);
        Assert.Equal([(await patient.Client.Api.Keys()).Cards[^1]], reply.Newest);
    }

    [Fact]
    public async Task A_removed_device_is_signed_out_at_once_and_never_comes_back()
    {
        Person person = await clinic.Join(clinic.Tom, "patient");
        CareClient second = clinic.Keep(await Enrolment.Unlock(clinic.NewApi(), person.Login, person.Password, person.Code, TimeProvider.System));
        Conversation thread = await second.StartThread(clinic.Team);
        Conversation onFirst = await person.Client.Open(thread.Circle);
        byte[] waiting = Conversations.PostMessageTests.Sealed(person.Client, onFirst).Bytes.ToArray();
        var heard = new Heard(person.Client);
        PublicKey removed = person.Client.Keys.Device.Key.PublicKey;
        using UnlockedKeyring mine = await Unlocked(person);
        using var method = UnlockMethod.ByCode(person.Code);

        Card last = Decoded((await second.Api.Keys()).Cards[^1]);
        CardUpdate gone = mine.RemoveDevice(removed, [method], 1);
        Assert.Null((await second.Api.StoreCard(Posted(gone))).Error);

        await heard.Until(() => heard.SignedOut);
        await Assert.ThrowsAsync<HttpRequestException>(() => person.Client.Api.Me());
        Assert.Equal(second.Person.ToString(), (await second.Api.Me()).Person);
        PostReply reply = await second.Hub.Post(waiting);
        Assert.Equal(HubErrors.Stale, reply.Error);
        using UnlockedKeyring later = await Unlocked(person, second.Api);
        Assert.Equal(nameof(Refusal.DeviceReturned), (await second.Api.StoreCard(Posted(later.AddDevice(removed, 2)))).Error);
        Card newest = Decoded((await second.Api.Keys()).Cards[^1]);
        Assert.NotEqual(last.ReceivingKey.ToArray(), newest.ReceivingKey.ToArray());
    }

    internal static StoreCard Posted(CardUpdate update) => new(update.Card, update.Keyring, [.. update.Wraps], []);

    internal static async Task<UnlockedKeyring> Unlocked(Person person, CareApi? api = null)
    {
        MyKeys keys = await (api ?? person.Client.Api).Keys();
        using var method = UnlockMethod.ByCode(person.Code);
        return UnlockedKeyring.TryOpen([.. keys.Cards.Select(Decoded)], keys.Keyring, keys.Wraps, method, out UnlockedKeyring? unlocked, out Refusal refusal)
            ? unlocked
            : throw new InvalidOperationException($"Not opened: {refusal}.");
    }

    private static Card Decoded(byte[] bytes) =>
        Card.TryDecode(bytes, out Card? card, out Refusal refusal) ? card : throw new InvalidOperationException($"{refusal}");

    private static Task Refused(string error, Person person, CardUpdate update) => Refused(error, person, Posted(update));

    private static async Task Refused(string error, Person person, StoreCard card)
    {
        MyKeys before = await person.Client.Api.Keys();
        Reply reply = await person.Client.Api.StoreCard(card);

        Assert.Equal(error, reply.Error);
        MyKeys after = await person.Client.Api.Keys();
        Assert.Equal(before.Cards, after.Cards);
        Assert.Equal(before.Keyring, after.Keyring);
        Assert.Equal(before.Wraps, after.Wraps);
    }
}
