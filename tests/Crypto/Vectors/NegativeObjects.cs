using System.Text.Json.Nodes;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Negative tests 1, 2 and 4: the codec, labels, receiving keys.</summary>
public static class NegativeObjects
{
    public static void Add(VectorFile file, NegativeWorld world)
    {
        var card = world.Server.Cards(world.Clinic.Sam.Person)[0];
        using var unlocked = world.Clinic.Sam.Unlock();
        var body = card.Body.ToArray();
        using var key = new DeviceKey(world.Clinic.Sam.Device.Key.Reveal());
        var manifest = world.Epoch(1);

        // The decoder comes before any signature, so the attacker signs with whatever key they have.
        Decode(1, "a card", "card", card.Bytes.ToArray(), Refusal.None);
        Decode(1, "a manifest", "manifest", manifest.Bytes.ToArray(), Refusal.None);
        Decode(1, "a message", "message", world.FirstMessage.Bytes.ToArray(), Refusal.None);
        Decode(1, "a non-shortest integer", "card", key.Sign([.. body[..10], 0x18, 0x00, .. body[11..]]), Refusal.Malformed);
        Decode(1, "an array of indefinite length", "card", key.Sign([0x9f, .. body[1..], 0xff]), Refusal.Malformed);
        Decode(1, "one item too few is announced", "card", key.Sign([0x87, .. body[1..]]), Refusal.Malformed);
        Decode(1, "one item too many is announced", "card", key.Sign([0x89, .. body[1..]]), Refusal.Malformed);
        Decode(1, "a trailing byte", "card", key.Sign([.. body, 0x00]), Refusal.Malformed);
        Decode(1, "a missing byte", "card", key.Sign(body.AsSpan()[..^1]), Refusal.Malformed);
        Decode(1, "a negative integer", "card", key.Sign([.. body[..10], 0x20, .. body[11..]]), Refusal.Malformed);
        Decode(1, "an integer of 2^53", "card", key.Sign([.. body[..^9], 0x1b, 0x00, 0x20, 0, 0, 0, 0, 0, 0]), Refusal.Malformed);
        Decode(1, "an integer head that CBOR reserves", "card", key.Sign([.. body[..10], 0x1c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, .. body[11..]]), Refusal.Malformed);
        Decode(1, "33 devices", "card", key.Sign(Card.ToBody(0, card.Prev, card.Identity, card.ReceivingKey, card.Keyring, Enumerable.Range(0, 33).Select(i => new DeviceKey(World.TestEntropy.Of($"device {i}")).PublicKey), card.Time)), Refusal.TooLarge);
        Decode(1, "no device", "card", key.Sign(Card.ToBody(0, card.Prev, card.Identity, card.ReceivingKey, card.Keyring, [], card.Time)), Refusal.Malformed);
        Decode(1, "a tag", "card", key.Sign([0xc0, .. body]), Refusal.Malformed);
        Decode(1, "text for bytes", "card", key.Sign([.. body[..11], 0x78, .. body[12..]]), Refusal.Malformed);
        Decode(1, "ill-formed UTF-8 in the label", "card", key.Sign([.. body[..2], 0xff, .. body[3..]]), Refusal.Malformed);
        Decode(1, "no body", "card", new byte[64], Refusal.Malformed);
        Decode(1, "nothing", "card", [], Refusal.Malformed);
        Decode(1, "a manifest with something reserved", "manifest", key.Sign([.. manifest.Body.Span[..^1], 0x41, 0x00]), Refusal.Malformed);
        Decode(1, "a manifest of no known kind", "manifest", key.Sign((manifest.Fields with { Kind = (Kind)8 }).ToBody()), Refusal.Malformed);
        Decode(1, "a role that is none", "manifest", key.Sign(NegativeWorld.With(manifest.Fields, world.Clinic.Sam.Person, member => member with { Role = (Role)5 }).ToBody()), Refusal.Malformed);
        Decode(1, "65 members in a thread", "manifest", key.Sign((manifest.Fields with { Members = Many(65) }).ToBody()), Refusal.TooLarge);
        Decode(1, "a name of 65 bytes", "manifest", key.Sign(NegativeWorld.With(manifest.Fields, world.Clinic.Sam.Person, member => member with { Name = new string('x', 65) }).ToBody()), Refusal.TooLarge);
        var header = world.FirstMessage.Header;
        Decode(1, "513 open bytes in a message", "message", key.Sign(Message.ToBody((header with { Open = new byte[513] }).ToBytes(), world.FirstMessage.Ciphertext.Span)), Refusal.TooLarge);
        Decode(1, "a trailing byte in a message's header", "message", key.Sign(Message.ToBody([.. header.ToBytes(), 0x00], world.FirstMessage.Ciphertext.Span)), Refusal.Malformed);
        Decode(1, "a header that announces eleven items", "message", key.Sign(Message.ToBody([0x8b, .. header.ToBytes()[1..]], world.FirstMessage.Ciphertext.Span)), Refusal.Malformed);
        Decode(1, "a header that announces nine items", "message", key.Sign(Message.ToBody([0x89, .. header.ToBytes()[1..]], world.FirstMessage.Ciphertext.Span)), Refusal.Malformed);
        var members = manifest.Body.Span.IndexOf(new byte[] { 0x84, 0x86, 0x58, 0x20 }) + 1;
        Decode(1, "a member that announces seven items", "manifest", key.Sign([.. manifest.Body.Span[..members], 0x87, .. manifest.Body.Span[(members + 1)..]]), Refusal.Malformed);
        Decode(1, "a trailing byte in a message", "message", key.Sign([.. world.FirstMessage.Body.Span, 0x00]), Refusal.Malformed);
        Decode(1, "a trailing byte in a manifest", "manifest", key.Sign([.. manifest.Body.Span, 0x00]), Refusal.Malformed);
        Decode(1, "a vouch", "vouch", Vouched(new byte[64]), Refusal.None);
        Decode(1, "a vouch for no record", "vouch", Vouched([]), Refusal.Malformed);
        Decode(1, "a vouch for a record of 65 bytes", "vouch", Vouched(new byte[65]), Refusal.TooLarge);
        Decode(1, "a vouch by no known method", "vouch", Vouched(new byte[1], (VouchMethod)3), Refusal.Malformed);
        Decode(1, "a ciphertext above the limit", "message", key.Sign(Message.ToBody(header.ToBytes(), new byte[Limits.Ciphertext + 1])), Refusal.TooLarge);

        Decode(2, "a manifest read as a card", "card", manifest.Bytes.ToArray(), Refusal.WrongLabel);
        Decode(2, "a card read as a manifest", "manifest", card.Bytes.ToArray(), Refusal.WrongLabel);
        Decode(2, "a message read as a vouch", "vouch", world.FirstMessage.Bytes.ToArray(), Refusal.WrongLabel);
        Decode(2, "a card read as a message", "message", card.Bytes.ToArray(), Refusal.WrongLabel);
        Decode(2, "the same body under another label", "card", key.Sign([.. body[..9], (byte)'e', .. body[10..]]), Refusal.WrongLabel);

        var receiving = card.ReceivingKey.ToArray();
        Receiving("a receiving key", receiving, Refusal.None);
        Receiving("a receiving key one byte short", receiving[..^1], Refusal.BadReceivingKey);
        Receiving("a receiving key one byte long", [.. receiving, 0], Refusal.BadReceivingKey);
        Receiving("a first coefficient of q", [0x01, (byte)(receiving[1] & 0xf0 | 0x0d), .. receiving[2..]], Refusal.BadReceivingKey);
        Receiving("a second coefficient of q", [receiving[0], (byte)(receiving[1] & 0x0f | 0x10), 0xd0, .. receiving[3..]], Refusal.BadReceivingKey);
        Receiving("a last coefficient above q", [.. receiving[..1151], 0xff, .. receiving[1152..]], Refusal.BadReceivingKey);
        Receiving("an X25519 part of zeros", [.. receiving[..1184], .. new byte[32]], Refusal.BadReceivingKey);
        Receiving("an X25519 part of order 8", [.. receiving[..1184], .. Convert.FromHexString("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")], Refusal.BadReceivingKey);
        var team = world.Clinic.Server.Circles[world.Clinic.Team].Epochs[0].Fields;
        Decode(4, "a team whose key has an X25519 part of zeros", "manifest", key.Sign((team with { TeamKey = [.. team.TeamKey[..1184], .. new byte[32]] }).ToBody()), Refusal.BadReceivingKey);
        Decode(4, "a card whose X25519 part is zero", "card", key.Sign(Card.ToBody(0, card.Prev, card.Identity, [.. receiving[..1184], .. new byte[32]], card.Keyring, card.Devices, card.Time)), Refusal.BadReceivingKey);

        byte[] Vouched(byte[] record, VouchMethod method = VouchMethod.Invitation) => key.Sign(Vouch.ToBody(Hash.Of("link"u8), Hash.Of("person"u8), record, method, Hash.Of("author"u8), key.PublicKey, 1));
        void Decode(int clause, string name, string type, byte[] bytes, Refusal refusal)
            => file.Case(clause, name, "decode", new JsonObject { ["type"] = type, ["object"] = file.Ref($"{clause} {name}", bytes) }, refusal);
        void Receiving(string name, byte[] bytes, Refusal refusal)
            => file.Case(4, name, "receivingKey", new JsonObject { ["key"] = VectorFile.Hex(bytes) }, refusal);
        Member[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => new Member(Hash.Of([(byte)i]), Hash.Of("head"u8), Role.Member, 0, Hash.Of("copy"u8), "")).OrderBy(member => member.Principal)];
    }
}
