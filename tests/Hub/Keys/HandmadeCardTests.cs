using System.Security.Cryptography;
using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Keys;

/// <summary>Cards by somebody who holds their own identity key and means ill: PROTOCOL section 9, cases 4 and 6 to 10.</summary>
[Collection(nameof(RunningClinic))]
public sealed class HandmadeCardTests(RunningClinic clinic) : IDisposable
{
    private static int people;

    private readonly Identity identity = new();
    private readonly DeviceKey first = new();
    private readonly DeviceKey second = new();
    private readonly ReceivingSeed receiving = new();
    private readonly ReceivingSeed later = new();

    public void Dispose()
    {
        identity.Dispose();
        first.Dispose();
        second.Dispose();
        receiving.Dispose();
        later.Dispose();
    }

    [Fact]
    public async Task A_device_is_removed_only_with_a_new_receiving_key()
    {
        (CareApi api, Card zero) = await Enrolled(first.PublicKey, second.PublicKey);

        Assert.Equal("ReceivingKeyKept", await Store(api, Next(zero, receiving, [first.PublicKey])));
        Assert.Null(await Store(api, Next(zero, later, [first.PublicKey])));
    }

    [Fact]
    public async Task A_receiving_key_never_comes_back()
    {
        (CareApi api, Card zero) = await Enrolled(first.PublicKey, second.PublicKey);
        byte[] one = Next(zero, later, [first.PublicKey]);
        Assert.Null(await Store(api, one));

        Assert.Equal("ReceivingKeyKept", await Store(api, Next(Decoded(one), receiving, [first.PublicKey])));
    }

    [Fact]
    public async Task A_removed_device_never_comes_back()
    {
        (CareApi api, Card zero) = await Enrolled(first.PublicKey, second.PublicKey);
        byte[] one = Next(zero, later, [first.PublicKey]);
        Assert.Null(await Store(api, one));

        Assert.Equal("DeviceReturned", await Store(api, Next(Decoded(one), later, [first.PublicKey, second.PublicKey])));
    }

    [Fact]
    public async Task Another_card_at_a_known_number_has_lost()
    {
        (CareApi api, Card zero) = await Enrolled(first.PublicKey);
        Assert.Null(await Store(api, Next(zero, receiving, [first.PublicKey, second.PublicKey])));

        Assert.Equal(HubErrors.Lost, await Store(api, Next(zero, later, [first.PublicKey])));
        Assert.Equal(2, (await api.Keys()).Cards.Length);
    }

    [Fact]
    public async Task Only_the_identity_key_signs_cards_and_it_never_changes()
    {
        (CareApi api, Card zero) = await Enrolled(first.PublicKey);
        byte[] next = Next(zero, receiving, [first.PublicKey, second.PublicKey]);
        using var other = new Identity();
        byte[] changed = other.Sign(Card.ToBody(1, zero.Name, other.PublicKey, receiving.PublicKey, Hash.Of(Keyring), [first.PublicKey], 2));
        byte[] nothing = [.. next[..^64], .. new byte[64]];

        Assert.Equal("BadSignature", await Store(api, first.Sign(next.AsSpan(..^64))));
        Assert.Equal("BadSignature", await Store(api, nothing));
        Assert.Equal("IdentityChanged", await Store(api, changed));
        Assert.Single((await api.Keys()).Cards);
    }

    [Fact]
    public async Task Keys_that_are_none_are_refused()
    {
        (CareApi api, Card zero) = await Enrolled(first.PublicKey);
        byte[] key = receiving.PublicKey.ToArray();
        byte[] unreduced = [0xff, 0xff, .. key[2..]];
        byte[] small = [.. key[..^32], .. new byte[32]];

        foreach (byte[] bad in (byte[][])[unreduced, small, key[1..], []])
            Assert.Equal("BadReceivingKey", await Store(api, identity.Sign(Card.ToBody(1, zero.Name, identity.PublicKey, bad, Hash.Of(Keyring), [first.PublicKey], 2))));
    }

    [Fact]
    public async Task The_first_card_of_one_account_is_no_other_accounts()
    {
        (_, Card zero) = await Enrolled(first.PublicKey);
        CareApi other = await Joined();

        Assert.Equal(HubErrors.NotAllowed, await Store(other, zero.Bytes.ToArray()));
        Assert.Null((await other.Me()).Person);
    }

    // The server opens neither keyring nor wraps.
    private static byte[] Keyring { get; } = RandomNumberGenerator.GetBytes(160);

    private static byte[] Wrap()
    {
        using var cbor = new CborWriter();
        return cbor.Array(4).Number(1).Bytes([]).Bytes(new byte[32]).Bytes(new byte[48]).ToArray();
    }

    private static Card Decoded(byte[] bytes) => Card.TryDecode(bytes, out Card? card, out Refusal refusal) ? card : throw new InvalidOperationException($"{refusal}");

    private static async Task<string?> Store(CareApi api, byte[] card) => (await api.StoreCard(new StoreCard(card, Keyring, [Wrap()], new byte[32]))).Error;

    private byte[] Next(Card before, ReceivingSeed key, PublicKey[] devices) => identity.Sign(Card.ToBody(
        before.N + 1, before.Name, identity.PublicKey, key.PublicKey, Hash.Of(Keyring), devices, 2));

    private async Task<(CareApi Api, Card Zero)> Enrolled(params PublicKey[] devices)
    {
        CareApi api = await Joined();
        byte[] zero = identity.Sign(Card.ToBody(
            0, new Hash(RandomNumberGenerator.GetBytes(32)), identity.PublicKey, receiving.PublicKey, Hash.Of(Keyring), devices, 1));
        Assert.Null(await Store(api, zero));
        return (api, Decoded(zero));
    }

    private async Task<CareApi> Joined()
    {
        string login = $"handmade-{Interlocked.Increment(ref people)}";
        using var invitation = new Crypto.Invitation(Hash.Of([1]));
        Assert.Null((await clinic.Tom.Api.Invite(new NewInvitation(invitation.TokenHash().ToArray(), "patient", false, login, [1]))).Error);
        CareApi api = clinic.NewApi();
        Assert.Null((await api.Join(new Join(invitation.Token(), login, "correct horse battery"))).Error);
        Assert.Null(await api.SignIn(login, "correct horse battery"));
        return api;
    }
}
