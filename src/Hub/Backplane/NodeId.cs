using System.Security.Cryptography;

namespace CareConnect.Hub.Backplane;

/// <summary>One running process, so that it knows its own words when Redis brings them back.</summary>
internal readonly struct NodeId(byte[] bytes) : IEquatable<NodeId>
{
    private readonly byte[] _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public static NodeId New() => new(RandomNumberGenerator.GetBytes(16));

    public bool Equals(NodeId other) => Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is NodeId other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }
}
