using System.Security.Cryptography;

namespace CareConnect.Crypto;

/// <summary>Where random bytes come from: the system's generator, always, but for tests that must repeat.</summary>
public sealed class Entropy
{
    internal delegate void Filler(Span<byte> bytes);

    private readonly Filler _fill;

    internal Entropy(Filler fill) => _fill = fill;

    /// <summary>The system's cryptographic generator.</summary>
    public static Entropy System { get; } = new(RandomNumberGenerator.Fill);

    internal void Fill(Span<byte> bytes) => _fill(bytes);
}
