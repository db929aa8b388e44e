namespace CareConnect.Crypto.Verification;

/// <summary>An Ed25519 public key: canonical, and not of small order, once read with <see cref="TryRead"/>.</summary>
public readonly struct PublicKey : IEquatable<PublicKey>, IComparable<PublicKey>
{
    private readonly Hash _bytes;

    private PublicKey(Hash bytes) => _bytes = bytes;

    /// <summary>Reads 32 bytes. Refuses other lengths and unreduced encodings (<see cref="Refusal.Malformed"/>) and small order.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PublicKey key, out Refusal refusal)
    {
        key = default;
        refusal = bytes.Length != Hash.Size ? Refusal.Malformed
            : Ed25519.IsSmallOrder(bytes) ? Refusal.SmallOrderKey
            : !Ed25519.IsCanonical(bytes) ? Refusal.Malformed
            : Refusal.None;
        if (refusal != Refusal.None) return false;
        key = new PublicKey(new Hash(bytes));
        return true;
    }

    /// <summary>Reads base64url text as <see cref="Hash.TryParse"/> does.</summary>
    public static bool TryParse(string? text, out PublicKey key)
    {
        key = default;
        return Hash.TryParse(text, out var hash) && TryRead(hash.ToArray(), out key, out _);
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> target) => _bytes.CopyTo(target);

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray() => _bytes.ToArray();

    /// <inheritdoc/>
    public bool Equals(PublicKey other) => _bytes.Equals(other._bytes);
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PublicKey other && Equals(other);
    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.GetHashCode();
    /// <summary>Bytewise order.</summary>
    public int CompareTo(PublicKey other) => _bytes.CompareTo(other._bytes);
    /// <summary>43 characters of base64url.</summary>
    public override string ToString() => _bytes.ToString();
    /// <summary>Equality.</summary>
    public static bool operator ==(PublicKey left, PublicKey right) => left.Equals(right);
    /// <summary>Inequality.</summary>
    public static bool operator !=(PublicKey left, PublicKey right) => !left.Equals(right);
    /// <summary>Bytewise order.</summary>
    public static bool operator <(PublicKey left, PublicKey right) => left.CompareTo(right) < 0;
    /// <summary>Bytewise order.</summary>
    public static bool operator >(PublicKey left, PublicKey right) => left.CompareTo(right) > 0;
    /// <summary>Bytewise order.</summary>
    public static bool operator <=(PublicKey left, PublicKey right) => left.CompareTo(right) <= 0;
    /// <summary>Bytewise order.</summary>
    public static bool operator >=(PublicKey left, PublicKey right) => left.CompareTo(right) >= 0;
}
