using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using static CareConnect.Crypto.Tests.Vectors.VectorFile;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Negative tests 6 to 10: cards.</summary>
public static class NegativeCards
{
    public static void Add(VectorFile file, NegativeWorld world)
    {
        // A chain of three: first device; a tablet added; the tablet removed, with a new receiving key.
        using var identity = new Identity(TestEntropy.Of("card identity"));
        using var other = new Identity(TestEntropy.Of("another identity"));
        using var phone = new DeviceKey(TestEntropy.Of("phone"));
        using var tablet = new DeviceKey(TestEntropy.Of("tablet"));
        using var laptop = new DeviceKey(TestEntropy.Of("laptop"));
        using var first = new ReceivingSeed(TestEntropy.Of("receiving 1"));
        using var second = new ReceivingSeed(TestEntropy.Of("receiving 2"));
        using var third = new ReceivingSeed(TestEntropy.Of("receiving 3"));
        var keyring = Hash.Of("a keyring"u8);
        var zero = Card.ToBody(0, Hash.Of("random"u8), identity.PublicKey, first.PublicKey, keyring, [phone.PublicKey], 1000);
        var one = Card.ToBody(1, Hash.Of(zero), identity.PublicKey, first.PublicKey, keyring, [phone.PublicKey, tablet.PublicKey], 2000);
        var two = Card.ToBody(2, Hash.Of(one), identity.PublicKey, second.PublicKey, keyring, [phone.PublicKey], 3000);
        var chain = new[] { identity.Sign(zero), identity.Sign(one), identity.Sign(two) };
        var at = Hash.Of(two);

        Next(6, "card 0", 0, chain[0], Refusal.None);
        Next(6, "a card that adds a device", 1, chain[1], Refusal.None);
        Next(6, "a card that removes a device, with a new receiving key", 2, chain[2], Refusal.None);
        Next(6, "a card that changes nothing but its keyring", 3, identity.Sign(Body(3, at, second, [phone])), Refusal.None);
        Next(6, "a card with a new receiving key and the same devices", 3, identity.Sign(Body(3, at, third, [phone])), Refusal.None);
        Next(6, "another identity key, which signs", 3, other.Sign(Card.ToBody(3, at, other.PublicKey, third.PublicKey, keyring, [phone.PublicKey], 4000)), Refusal.IdentityChanged);
        Next(6, "a skipped number", 3, identity.Sign(Body(4, at, second, [phone])), Refusal.WrongNumber);
        Next(6, "another prev", 3, identity.Sign(Body(3, Hash.Of(one), second, [phone])), Refusal.WrongPrev);
        Next(6, "card 0 with another number", 0, identity.Sign(Body(1, at, first, [phone])), Refusal.WrongNumber);
        Next(7, "a removed device and the same receiving key", 2, identity.Sign(Body(2, Hash.Of(one), first, [phone])), Refusal.ReceivingKeyKept);
        Next(7, "a receiving key brought back", 3, identity.Sign(Body(3, at, first, [phone])), Refusal.ReceivingKeyKept);
        Next(7, "a device swapped and the same receiving key", 3, identity.Sign(Body(3, at, second, [laptop])), Refusal.ReceivingKeyKept);
        Next(7, "another receiving key on a card that only adds", 3, identity.Sign(Body(3, at, third, [phone, laptop])), Refusal.BadReceivingKey);
        Next(8, "a removed device listed again", 3, identity.Sign(Body(3, at, second, [phone, tablet])), Refusal.DeviceReturned);
        var sorted = new[] { phone.PublicKey, laptop.PublicKey }.Order().ToArray();
        Next(8, "devices out of order", 3, identity.Sign(Reordered(Body(3, at, second, [phone, laptop]), sorted)), Refusal.DevicesUnsorted);
        Next(10, "a card signed by a device", 3, phone.Sign(Body(3, at, second, [phone, laptop])), Refusal.BadSignature);
        Next(3, "a card with an identity key of small order and the universal signature", 0,
            [.. Replaced(zero, identity.PublicKey.ToArray(), [1, .. new byte[31]]), 1, .. new byte[63]], Refusal.SmallOrderKey);

        var person = Hash.Of(zero);
        var forked = identity.Sign(Body(2, Hash.Of(one), third, [phone]));
        Links(9, "the chain as it was seen", chain, [(2, at)], Refusal.None);
        Links(9, "a chain that went on", chain, [(1, Hash.Of(one))], Refusal.None);
        Links(9, "an older newest card", chain[..2], [(2, at)], Refusal.RolledBack);
        Links(9, "no card at all of a person seen before", [], [(2, at)], Refusal.RolledBack);
        Links(9, "another card at a known number", [chain[0], chain[1], forked], [(2, at)], Refusal.RolledBack);
        Links(9, "a second card at a number within one answer", [.. chain, forked], [], Refusal.RolledBack);
        Links(9, "a card without the one before", [chain[0], chain[2]], [], Refusal.WrongPrev);

        byte[] Body(ulong n, Hash prev, ReceivingSeed receiving, DeviceKey[] devices)
            => Card.ToBody(n, prev, identity.PublicKey, receiving.PublicKey, keyring, devices.Select(device => device.PublicKey), 4000);

        void Next(int clause, string name, int after, byte[] next, Refusal refusal) => file.Case(clause, name, "card", new JsonObject
        {
            ["chain"] = new JsonArray([.. chain[..after].Select((card, n) => file.Ref($"card {n}", card))]), ["next"] = file.Ref($"{clause} {name}", next),
        }, refusal);

        void Links(int clause, string name, byte[][] cards, (ulong N, Hash Name)[] pins, Refusal refusal) => file.Case(clause, name, "links", new JsonObject
        {
            ["clinic"] = Hex(world.Clinic.Clinic),
            ["pins"] = new JsonArray([.. pins.Select(pin => (JsonNode)new JsonObject { ["chain"] = Hex(person), ["n"] = pin.N, ["name"] = Hex(pin.Name) })]),
            ["add"] = new JsonArray([.. cards.Select((card, n) => file.Ref($"{clause} {name} {n}", card))]),
            ["end"] = Hex(person),
        }, refusal);
    }

    private static byte[] Replaced(byte[] body, byte[] from, byte[] to)
    {
        var at = body.AsSpan().IndexOf(from);
        return [.. body[..at], .. to, .. body[(at + from.Length)..]];
    }

    private static byte[] Reordered(byte[] body, PublicKey[] sorted)
    {
        var (low, high) = (sorted[0].ToArray(), sorted[1].ToArray());
        return Replaced(Replaced(Replaced(body, low, new byte[32]), high, low), new byte[32], high);
    }
}
