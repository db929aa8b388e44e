namespace CareConnect.Hub.Backplane;

/// <summary>Something for connections of other nodes.</summary>
internal sealed class Push(ulong[]? numbers, bool urgent, Func<byte[]> write)
{
    private readonly Lazy<byte[]> _bytes = new(write);

    public ulong[]? Numbers => numbers;

    public bool Urgent => urgent;

    public byte[] Bytes => _bytes.Value;

    public bool IsForAny(ulong[] addresses) => numbers is null || numbers.AsSpan().IndexOfAny(addresses) >= 0;
}
