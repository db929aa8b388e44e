namespace CareConnect.Crypto;

/// <summary>The fresh 32-byte secret of one epoch of a team or conversation: protocol section 3.</summary>
public sealed class CircleSecret : SecretBytes
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    /// <summary>A fresh secret.</summary>
    public CircleSecret(Entropy? entropy = null) : base(Size, entropy)
    {
    }

    /// <summary>A secret from a sealed copy or the device's own store.</summary>
    public CircleSecret(ReadOnlySpan<byte> bytes) : base(bytes, Size)
    {
    }
}

/// <summary>U: 32 random bytes that open a keyring, themselves wrapped by each way of unlocking.</summary>
public sealed class KeyringKey : SecretBytes
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    /// <summary>A fresh key.</summary>
    public KeyringKey(Entropy? entropy = null) : base(Size, entropy)
    {
    }

    /// <summary>A key from a wrap.</summary>
    public KeyringKey(ReadOnlySpan<byte> bytes) : base(bytes, Size)
    {
    }
}

/// <summary>The raw 32-byte seed of an X-Wing key pair, with its public key.</summary>
public sealed class ReceivingSeed : SecretBytes
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private readonly byte[] _publicKey;

    /// <summary>A fresh seed.</summary>
    public ReceivingSeed(Entropy? entropy = null) : base(Size, entropy) => _publicKey = XWing.PublicKeyOf(Reveal());

    /// <summary>A seed from a keyring, a team's secret or the device's own store.</summary>
    public ReceivingSeed(ReadOnlySpan<byte> bytes) : base(bytes, Size) => _publicKey = XWing.PublicKeyOf(bytes);

    /// <summary>X-Wing public key, 1216 bytes.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;
}
