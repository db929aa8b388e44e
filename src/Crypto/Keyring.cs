using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto;

/// <summary>A person's private keys as the server keeps them: <c>salt(32) || AEAD</c> under U (protocol section 5).</summary>
public static class Keyring
{
    private const string Label = "cc1/keyring";

    /// <summary>Seals identity seed, receiving seeds (oldest first) and the clinic's id.</summary>
    public static byte[] Seal(KeyringKey key, Identity identity, IReadOnlyList<ReceivingSeed> seeds, Hash? clinic, Entropy? entropy = null)
    {
        var salt = new byte[DerivedAead.SaltSize];
        (entropy ?? Entropy.System).Fill(salt);
        using var cbor = new CborWriter();
        cbor.Array(4).Text(Label).Bytes(identity.Reveal()).Array(seeds.Count);
        foreach (var seed in seeds) cbor.Bytes(seed.Reveal());
        var plaintext = cbor.Bytes(clinic).ToArray();
        var sealedBytes = DerivedAead.Seal(key.Reveal(), salt, Info(identity.PublicKey), [], plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        return [.. salt, .. sealedBytes];
    }

    /// <summary>Opens a keyring of this identity; false with <see cref="Refusal.DoesNotOpen"/> or <see cref="Refusal.Malformed"/>.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> keyring, KeyringKey key, PublicKey identity, [NotNullWhen(true)] out KeyringContents? contents, out Refusal refusal)
    {
        contents = null;
        refusal = Refusal.DoesNotOpen;
        if (keyring.Length < DerivedAead.SaltSize) return false;
        if (!DerivedAead.TryOpen(key.Reveal(), keyring[..DerivedAead.SaltSize], Info(identity), [], keyring[DerivedAead.SaltSize..], out var plaintext)) return false;
        refusal = Read(plaintext, out contents) ? Refusal.None : Refusal.Malformed;
        CryptographicOperations.ZeroMemory(plaintext);
        return refusal == Refusal.None;
    }

    private static bool Read(ReadOnlySpan<byte> plaintext, [NotNullWhen(true)] out KeyringContents? contents)
    {
        contents = null;
        var cbor = new CborReader(plaintext);
        if (!cbor.TryArrayOf(4) || !cbor.TryText(out var label) || label != Label
            || !cbor.TryBytes(out var identity) || identity.Length != SigningKey.Size || !cbor.TryArray(out var count) || count == 0) return false;
        var seeds = new List<ReceivingSeed>(count);
        for (var i = 0; i < count; i++)
        {
            if (!cbor.TryBytes(out var seed) || seed.Length != ReceivingSeed.Size) break;
            seeds.Add(new ReceivingSeed(seed));
        }
        if (seeds.Count == count && cbor.TryOptionalHash(out var clinic) && cbor.AtEnd)
        {
            contents = new KeyringContents(new Identity(identity), seeds, clinic);
            return true;
        }
        seeds.ForEach(seed => seed.Dispose());
        return false;
    }

    private static byte[] Info(PublicKey identity)
    {
        using var cbor = new CborWriter();
        return cbor.Array(2).Text(Label).Bytes(identity).ToArray();
    }
}

/// <summary>An opened keyring; disposing it erases every seed.</summary>
public sealed class KeyringContents(Identity identity, IReadOnlyList<ReceivingSeed> seeds, Hash? clinic) : IDisposable
{
    /// <summary>The identity key.</summary>
    public Identity Identity { get; } = identity;

    /// <summary>Receiving seeds, oldest first.</summary>
    public IReadOnlyList<ReceivingSeed> Seeds { get; } = seeds;

    /// <summary>The pinned clinic, or null for a founder who has none yet.</summary>
    public Hash? Clinic { get; } = clinic;

    /// <summary>Erases every seed.</summary>
    public void Dispose()
    {
        Identity.Dispose();
        foreach (var seed in Seeds) seed.Dispose();
    }

    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(KeyringContents);
}
