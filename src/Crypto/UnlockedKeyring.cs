using System.Diagnostics.CodeAnalysis;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>A new card with what must be stored with it, together or not at all.</summary>
public sealed record CardUpdate(byte[] Card, byte[] Keyring, IReadOnlyList<byte[]> Wraps)
{
    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(CardUpdate);
}

/// <summary>
/// A keyring open for one act: enrolling, adding or removing a device, setting the clinic, a new code. Dispose it right after,
/// which erases U and the identity seed (protocol section 5).
/// </summary>
public sealed class UnlockedKeyring : IDisposable
{
    private readonly Entropy? _entropy;
    private readonly KeyringContents _contents;
    private readonly KeyringKey _key;
    private readonly byte[] _keyring;
    private readonly IReadOnlyList<byte[]> _wraps;
    private readonly Card? _newest;

    private UnlockedKeyring(KeyringContents contents, KeyringKey key, byte[] keyring, IReadOnlyList<byte[]> wraps, Hash person, Card? newest, Entropy? entropy)
        => (_contents, _key, _keyring, _wraps, Person, _newest, _entropy) = (contents, key, keyring, wraps, person, newest, entropy);

    /// <summary>The person's id.</summary>
    public Hash Person { get; }

    /// <summary>The pinned clinic, or null for a founder who has none yet.</summary>
    public Hash? Clinic => _contents.Clinic;

    /// <summary>Enrols a new person with their first device: card 0, keyring, one wrap per way of unlocking.</summary>
    /// <param name="device">The first device's public key.</param>
    /// <param name="methods">At least one; the recovery code was typed back.</param>
    /// <param name="clinic">The clinic pinned by the invitation; null for a founder.</param>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="entropy">For tests that repeat.</param>
    public static (UnlockedKeyring Keyring, CardUpdate Update) Enrol(PublicKey device, IReadOnlyList<UnlockMethod> methods, Hash? clinic, ulong time, Entropy? entropy = null)
    {
        var contents = new KeyringContents(new Identity(entropy), [new ReceivingSeed(entropy)], clinic);
        var key = new KeyringKey(entropy);
        Span<byte> prev = stackalloc byte[Hash.Size];
        (entropy ?? Entropy.System).Fill(prev);
        var keyring = Keyring.Seal(key, contents.Identity, contents.Seeds, clinic, entropy);
        var body = Card.ToBody(0, new Hash(prev), contents.Identity.PublicKey, contents.Seeds[0].PublicKey, Hash.Of(keyring), [device], time);
        var signed = contents.Identity.Sign(body);
        var person = Hash.Of(body);
        if (!Card.TryDecode(signed, out var card, out var refusal)) throw new InvalidOperationException($"A made card was refused: {refusal}.");
        var wraps = methods.Select(method => Wrap.Seal(key, person, method, entropy)).ToArray();
        return (new UnlockedKeyring(contents, key, keyring, wraps, person, card, entropy), new CardUpdate(signed, keyring, wraps));
    }

    /// <summary>
    /// Opens a stored keyring. Refuses <see cref="Refusal.WrongCode"/>; <see cref="Refusal.KeysWithheld"/> for an older keyring or missing seeds;
    /// the refusals of <see cref="Keyring"/> and <see cref="Wrap"/>.
    /// </summary>
    /// <param name="chain">The person's checked cards, oldest first, at least one.</param>
    /// <param name="keyring">As stored.</param>
    /// <param name="wraps">As stored.</param>
    /// <param name="method">How the person unlocks.</param>
    /// <param name="unlocked">The open keyring.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="entropy">For tests that repeat.</param>
    public static bool TryOpen(IReadOnlyList<Card> chain, byte[] keyring, IReadOnlyList<byte[]> wraps, UnlockMethod method,
        [NotNullWhen(true)] out UnlockedKeyring? unlocked, out Refusal refusal, Entropy? entropy = null)
    {
        unlocked = null;
        var person = chain[0].Name;
        // (1) The keyring that the newest card names.
        refusal = Hash.Of(keyring) == chain[^1].Keyring ? Refusal.WrongCode : Refusal.KeysWithheld;
        if (refusal == Refusal.KeysWithheld) return false;
        // (2) U, from the wrap of this way of unlocking.
        KeyringKey? key = null;
        foreach (var wrap in wraps)
            if (Wrap.TryOpen(wrap, person, method, out key, out refusal)) break;
        if (key is null) return false;
        // (3) The seeds: the identity's, and one for every receiving key that the cards ever had.
        if (!Keyring.TryOpen(keyring, key, chain[0].Identity, out var contents, out refusal))
        {
            key.Dispose();
            return false;
        }
        if (!Matches(contents, chain))
        {
            contents.Dispose();
            key.Dispose();
            refusal = Refusal.KeysWithheld;
            return false;
        }
        unlocked = new UnlockedKeyring(contents, key, keyring, wraps, person, chain[^1], entropy);
        return true;
    }

    /// <summary>The person on this device. The seeds are copied, so that this keyring can be disposed.</summary>
    public UnlockedDevice ToDevice(DeviceKey device)
        => new(Person, device, [.. _contents.Seeds.Select(seed => new ReceivingSeed(seed.Reveal()))], Clinic);

    /// <summary>A card with one device more; keys, keyring and wraps stay.</summary>
    public CardUpdate AddDevice(PublicKey device, ulong time)
        => Sign(_newest!, _contents.Seeds, _keyring, [.. _newest!.Devices, device], _wraps, time);

    /// <summary>The founder's card 1: same keys, and a keyring that names the clinic.</summary>
    public CardUpdate SetClinic(Hash clinic, ulong time)
        => Sign(_newest!, _contents.Seeds, Keyring.Seal(_key, _contents.Identity, _contents.Seeds, clinic, _entropy), _newest!.Devices, _wraps, time);

    /// <summary>A card without this device, with a new receiving key, U and wraps. Every other device unlocks once more.</summary>
    public CardUpdate RemoveDevice(PublicKey device, IReadOnlyList<UnlockMethod> methods, ulong time)
        => Renew(_newest!.Devices.Where(kept => kept != device), methods, time);

    /// <summary>New ways of unlocking in place of the old: a new receiving key, U and wraps too.</summary>
    public CardUpdate ReplaceMethods(IReadOnlyList<UnlockMethod> methods, ulong time) => Renew(_newest!.Devices, methods, time);

    /// <summary>Erases U and every seed.</summary>
    public void Dispose()
    {
        _contents.Dispose();
        _key.Dispose();
    }

    /// <summary>The person's id only.</summary>
    public override string ToString() => $"{nameof(UnlockedKeyring)} of {Person}";

    private CardUpdate Renew(IEnumerable<PublicKey> devices, IReadOnlyList<UnlockMethod> methods, ulong time)
    {
        using var key = new KeyringKey(_entropy);
        using var seed = new ReceivingSeed(_entropy);
        ReceivingSeed[] seeds = [.. _contents.Seeds, seed];
        var keyring = Keyring.Seal(key, _contents.Identity, seeds, Clinic, _entropy);
        var wraps = methods.Select(method => Wrap.Seal(key, Person, method, _entropy)).ToArray();
        return Sign(_newest!, seeds, keyring, devices, wraps, time);
    }

    private CardUpdate Sign(Card before, IReadOnlyList<ReceivingSeed> seeds, byte[] keyring, IEnumerable<PublicKey> devices, IReadOnlyList<byte[]> wraps, ulong time)
    {
        var body = Card.ToBody(before.N + 1, before.Name, _contents.Identity.PublicKey, seeds[^1].PublicKey, Hash.Of(keyring), devices, time);
        return new CardUpdate(_contents.Identity.Sign(body), keyring, wraps);
    }

    private static bool Matches(KeyringContents contents, IReadOnlyList<Card> chain)
    {
        if (contents.Identity.PublicKey != chain[0].Identity) return false;
        var generation = 0;
        for (var i = 0; i < chain.Count; i++)
        {
            if (i > 0 && !chain[i].ReceivingKey.SequenceEqual(chain[i - 1].ReceivingKey)) generation++;
            if (generation >= contents.Seeds.Count || !contents.Seeds[generation].PublicKey.SequenceEqual(chain[i].ReceivingKey)) return false;
        }
        return generation == contents.Seeds.Count - 1;
    }
}
