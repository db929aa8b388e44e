namespace CareConnect.Crypto.Verification;

/// <summary>The hash chain over a circle's entries: protocol section 4.</summary>
public static class Log
{
    /// <summary><c>h_0</c>: 32 zero bytes.</summary>
    public static Hash Start => default;

    /// <summary><c>h_i = H(h_{i−1} || H(body_i))</c>; <paramref name="name"/> is the entry's <c>H(body)</c>.</summary>
    public static Hash Next(Hash before, Hash name)
    {
        Span<byte> both = stackalloc byte[2 * Hash.Size];
        before.CopyTo(both);
        name.CopyTo(both[Hash.Size..]);
        return Hash.Of(both);
    }
}
