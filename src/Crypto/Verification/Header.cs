namespace CareConnect.Crypto.Verification;

/// <summary>The header of a message: <c>[circle, epoch, author, device, id(16), seenN, seenH, time, salt(32), open]</c>.</summary>
/// <param name="Circle">Id of the conversation.</param>
/// <param name="Epoch">n of the manifest whose secret encrypts the message.</param>
/// <param name="Author">The person who wrote it.</param>
/// <param name="Device">The device that signed it.</param>
/// <param name="Id">16 bytes chosen by the client; kept when sealed again.</param>
/// <param name="SeenN">Number of the last entry the author had applied.</param>
/// <param name="SeenH">Log hash at <paramref name="SeenN"/>.</param>
/// <param name="Time">Unix milliseconds, as the author says.</param>
/// <param name="Salt">Fresh for every seal.</param>
/// <param name="Open">What the server may read; at most 512 bytes, often none.</param>
public sealed record Header(
    Hash Circle, ulong Epoch, Hash Author, PublicKey Device, Guid Id, ulong SeenN, Hash SeenH, ulong Time, Hash Salt, byte[] Open)
{
    /// <summary>The header's CBOR, which is also the additional data of the encryption.</summary>
    public byte[] ToBytes()
    {
        using var cbor = new CborWriter();
        return cbor.Array(10).Bytes(Circle).Number(Epoch).Bytes(Author).Bytes(Device).Bytes(Id.ToByteArray(bigEndian: true))
            .Number(SeenN).Bytes(SeenH).Number(Time).Bytes(Salt).Bytes(Open).ToArray();
    }

    /// <summary>The circle and id only.</summary>
    public override string ToString() => $"{nameof(Header)} {Circle} {Id}";

    internal static Refusal Read(ReadOnlySpan<byte> bytes, out Header header)
    {
        header = null!;
        var cbor = new CborReader(bytes);
        if (!cbor.TryArrayOf(10) || !cbor.TryHash(out var circle) || !cbor.TryNumber(out var epoch)
            || !cbor.TryHash(out var author) || !cbor.TryBytes(out var deviceBytes)) return Refusal.Malformed;
        if (!PublicKey.TryRead(deviceBytes, out var device, out var refusal)) return refusal;
        if (!cbor.TryBytes(out var id) || id.Length != 16 || !cbor.TryNumber(out var seenN) || !cbor.TryHash(out var seenH)
            || !cbor.TryNumber(out var time) || !cbor.TryHash(out var salt) || !cbor.TryBytes(out var open)) return Refusal.Malformed;
        if (open.Length > Limits.Open) return Refusal.TooLarge;
        if (!cbor.AtEnd) return Refusal.Malformed;
        header = new Header(circle, epoch, author, device, new Guid(id, bigEndian: true), seenN, seenH, time, salt, open.ToArray());
        return Refusal.None;
    }
}
