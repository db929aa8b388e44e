namespace CareConnect.Crypto.Verification;

/// <summary>A decoded signed object: <c>body || signature(64)</c>, kept and forwarded exactly as received.</summary>
public abstract class SignedObject
{
    private readonly byte[] _bytes;

    private protected SignedObject(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes.ToArray();
        Name = Hash.Of(_bytes.AsSpan(0, _bytes.Length - Limits.Signature));
    }

    /// <summary>Body and signature, as received.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>The CBOR body, as received.</summary>
    public ReadOnlyMemory<byte> Body => _bytes.AsMemory(0, _bytes.Length - Limits.Signature);

    /// <summary><c>H(body)</c>.</summary>
    public Hash Name { get; }

    /// <summary>True when the signature over the body holds under this key.</summary>
    public bool VerifySignature(PublicKey key) => Ed25519.Verify(key, Body.Span, _bytes.AsSpan(_bytes.Length - Limits.Signature));

    /// <summary>The type and name; never the content.</summary>
    public override string ToString() => $"{GetType().Name} {Name}";

    // Size, array and label come first, in this order, so that both languages give the same refusal.
    private protected static Refusal Open(ReadOnlySpan<byte> bytes, string label, int arity, out CborReader reader)
    {
        reader = default;
        if (bytes.Length > Limits.Bytes) return Refusal.TooLarge;
        if (bytes.Length <= Limits.Signature) return Refusal.Malformed;
        reader = new CborReader(bytes[..^Limits.Signature]);
        if (!reader.TryArray(out var count) || !reader.TryText(out var found)) return Refusal.Malformed;
        if (found != label) return Refusal.WrongLabel;
        return count == arity ? Refusal.None : Refusal.Malformed;
    }
}
