using CareConnect.Crypto.Verification;
using NSec.Cryptography;
using PublicKey = CareConnect.Crypto.Verification.PublicKey;

namespace CareConnect.Crypto;

/// <summary>An Ed25519 key that signs bodies.</summary>
public abstract class SigningKey : SecretBytes
{
    /// <summary>Length of the seed in bytes (RFC 8032 private key).</summary>
    public const int Size = 32;

    private readonly Key _key;
    private readonly PublicKey _publicKey;

    private protected SigningKey(Entropy? entropy) : base(Size, entropy) => _key = Import(out _publicKey);

    private protected SigningKey(ReadOnlySpan<byte> seed) : base(seed, Size) => _key = Import(out _publicKey);

    /// <summary>The public key.</summary>
    public PublicKey PublicKey => _publicKey;

    /// <summary>Gives <c>body || signature(64)</c>.</summary>
    public byte[] Sign(ReadOnlySpan<byte> body)
    {
        var signed = new byte[body.Length + Limits.Signature];
        body.CopyTo(signed);
        SignatureAlgorithm.Ed25519.Sign(_key, body, signed.AsSpan(body.Length));
        return signed;
    }

    private protected override void Dispose(bool disposing)
    {
        _key.Dispose();
        base.Dispose(disposing);
    }

    private Key Import(out PublicKey publicKey)
    {
        var key = Key.Import(SignatureAlgorithm.Ed25519, Reveal(), KeyBlobFormat.RawPrivateKey);
        var raw = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        return PublicKey.TryRead(raw, out publicKey, out _) ? key : throw new InvalidOperationException("A made key is never of small order.");
    }
}

/// <summary>A person's identity key: signs cards, and is erased from the device after each signing.</summary>
public sealed class Identity : SigningKey
{
    /// <summary>A fresh key.</summary>
    public Identity(Entropy? entropy = null) : base(entropy)
    {
    }

    /// <summary>A key from a keyring.</summary>
    public Identity(ReadOnlySpan<byte> seed) : base(seed)
    {
    }
}

/// <summary>A device's key: signs manifests, messages and vouches, and stays on the device.</summary>
public sealed class DeviceKey : SigningKey
{
    /// <summary>A fresh key.</summary>
    public DeviceKey(Entropy? entropy = null) : base(entropy)
    {
    }

    /// <summary>A key from the device's own store.</summary>
    public DeviceKey(ReadOnlySpan<byte> seed) : base(seed)
    {
    }
}
