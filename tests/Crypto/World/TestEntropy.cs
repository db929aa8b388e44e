using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CareConnect.Crypto.Tests.World;

/// <summary>Entropy that repeats: block i is SHA-256(label || 0x00 || i as 8 bytes big-endian).</summary>
public static class TestEntropy
{
    public static Entropy Of(string label)
    {
        var prefix = Encoding.UTF8.GetBytes(label);
        var counter = 0UL;
        return new Entropy(bytes =>
        {
            Span<byte> input = stackalloc byte[prefix.Length + 9];
            Span<byte> block = stackalloc byte[32];
            prefix.CopyTo(input);
            input[prefix.Length] = 0;
            while (!bytes.IsEmpty)
            {
                BinaryPrimitives.WriteUInt64BigEndian(input[(prefix.Length + 1)..], counter++);
                SHA256.HashData(input, block);
                var take = Math.Min(32, bytes.Length);
                block[..take].CopyTo(bytes);
                bytes = bytes[take..];
            }
        });
    }

    public static byte[] Bytes(string label, int count)
    {
        var bytes = new byte[count];
        Of(label).Fill(bytes);
        return bytes;
    }

    public static Guid Id(string label) => new(Bytes(label, 16), bigEndian: true);
}

/// <summary>A clock that stands until it is moved.</summary>
public sealed class HandClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public ulong Milliseconds => (ulong)_now.ToUnixTimeMilliseconds();

    public void Advance(TimeSpan by) => _now += by;
}
