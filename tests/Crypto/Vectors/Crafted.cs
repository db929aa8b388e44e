using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Messages as a hostile or unlucky member would make them, signed by their own device.</summary>
public sealed class Crafted(NegativeWorld world)
{
    public byte[] Message(Actor by, string text, ulong epoch = 2, string? id = null, byte[][]? after = null, ulong? time = null, Action<byte[]>? spoil = null)
    {
        var (seenN, seenH) = Seen(after ?? []);
        var header = new Header(world.Clinic.Thread, epoch, by.Person, by.Device.Key.PublicKey, TestEntropy.Id(id ?? text), seenN, seenH,
            time ?? world.Clinic.Clock.Milliseconds, new Hash(TestEntropy.Bytes($"salt {text} {id} {time}", 32)), []);
        var padded = Padme.Pad(Actor.Text(text));
        spoil?.Invoke(padded);
        return by.Device.Key.Sign(Verification.Message.ToBody(header.ToBytes(), Encrypt(header, padded)));
    }

    /// <summary>Dana's ciphertext under a member's own header.</summary>
    public byte[] Stolen(Actor by)
    {
        var header = world.SecondMessage.Header with { Author = by.Person, Device = by.Device.Key.PublicKey };
        return by.Device.Key.Sign(Verification.Message.ToBody(header.ToBytes(), world.SecondMessage.Ciphertext.Span));
    }

    private byte[] Encrypt(Header header, byte[] padded)
    {
        var info = new CborWriter().Array(3).Text(Verification.Message.Label).Bytes(header.Circle).Number(header.Epoch).ToArray();
        return DerivedAead.Seal(world.Clinic.Sam.Reader(world.Clinic.Thread).Secret(header.Epoch)!.Reveal(), header.Salt.ToArray(), info, header.ToBytes(), padded);
    }

    private static (ulong N, Hash H) Seen(byte[][] entries)
    {
        var h = Log.Start;
        foreach (var entry in entries) h = Log.Next(h, Hash.Of(entry.AsSpan(0, entry.Length - 64)));
        return ((ulong)entries.Length, h);
    }
}
