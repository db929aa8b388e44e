using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using static CareConnect.Crypto.Tests.Vectors.VectorFile;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Negative tests 38 (padding) and 39 (wraps and keyrings).</summary>
public static class NegativeKeyrings
{
    public static void Add(VectorFile file, NegativeWorld world)
    {
        Padding(file);
        Wraps(file);
        Unlocks(file, world);
    }

    private static void Padding(VectorFile file)
    {
        var padded = Padme.Pad("words"u8);
        Case("padded words", padded, Refusal.None);
        Case("a last byte that is not zero", [.. padded[..^1], 1], Refusal.BadPadding);
        Case("a byte after the content that is not zero", [.. padded[..9], 1, .. padded[10..]], Refusal.BadPadding);
        Case("a length field beyond the end", [0, 0, 1, 0, .. padded[4..]], Refusal.BadPadding);
        Case("a length field of 2^31", [0x80, 0, 0, 0, .. padded[4..]], Refusal.BadPadding);
        Case("a length field that cuts the content", [0, 0, 0, 4, .. padded[4..]], Refusal.BadPadding);
        Case("more padding than Padmé gives", [.. padded, .. new byte[16]], Refusal.BadPadding);
        Case("fewer than 256 bytes", padded[..255], Refusal.BadPadding);
        Case("no bytes", [], Refusal.BadPadding);

        void Case(string name, byte[] bytes, Refusal refusal)
        {
            var fields = new JsonObject { ["padded"] = Hex(bytes) };
            if (refusal == Refusal.None) fields["content"] = Hex("words"u8);
            file.Case(38, name, "padding", fields, refusal);
        }
    }

    private static void Wraps(VectorFile file)
    {
        using var u = new KeyringKey(TestEntropy.Of("u"));
        using var code = new RecoveryCode(TestEntropy.Of("the code"));
        using var other = new RecoveryCode(TestEntropy.Of("another code"));
        var person = Hash.Of("a person"u8);
        var (credential, prf) = (TestEntropy.Bytes("credential", 20), TestEntropy.Bytes("prf", 32));
        var byCode = Wrap.Seal(u, person, UnlockMethod.ByCode(code), TestEntropy.Of("wrap"));
        var byPasskey = Wrap.Seal(u, person, UnlockMethod.ByPasskey(credential, prf), TestEntropy.Of("wrap"));
        Code("a wrap by code", byCode, person, code, Refusal.None);
        Code("a wrap of another person", byCode, Hash.Of("another"u8), code, Refusal.WrongCode);
        Code("a wrap opened with another code", byCode, person, other, Refusal.WrongCode);
        Code("a passkey's wrap opened with a code", byPasskey, person, code, Refusal.WrongCode);
        Code("a wrap relabelled from passkey to code", [.. byPasskey[..1], 0x01, 0x40, .. byPasskey[(3 + 20)..]], person, code, Refusal.WrongCode);
        Code("a wrap with a trailing byte", [.. byCode, 0], person, code, Refusal.Malformed);
        Code("a wrap with a short salt", [0x84, 0x01, 0x40, 0x41, 0x00, .. byCode[37..]], person, code, Refusal.Malformed);
        Passkey("a wrap by passkey", byPasskey, credential, prf, Refusal.None);
        Passkey("a wrap of another credential", byPasskey, TestEntropy.Bytes("another credential", 20), prf, Refusal.WrongCode);
        Passkey("a wrap under another credential's name", [.. byPasskey[..3], .. TestEntropy.Bytes("another credential", 20), .. byPasskey[23..]], TestEntropy.Bytes("another credential", 20), prf, Refusal.WrongCode);

        void Code(string name, byte[] wrap, Hash of, RecoveryCode by, Refusal refusal) => file.Case(39, name, "wrap", new JsonObject
        {
            ["wrap"] = Hex(wrap), ["person"] = Hex(of), ["method"] = 1, ["code"] = by.Write(), ["key"] = Hex(u.Reveal()),
        }, refusal);
        void Passkey(string name, byte[] wrap, byte[] id, byte[] output, Refusal refusal) => file.Case(39, name, "wrap", new JsonObject
        {
            ["wrap"] = Hex(wrap), ["person"] = Hex(person), ["method"] = 2, ["credential"] = Hex(id), ["prf"] = Hex(output), ["key"] = Hex(u.Reveal()),
        }, refusal);
    }

    private static void Unlocks(VectorFile file, NegativeWorld world)
    {
        var cleo = world.Clinic.Cleo;
        var cards = world.Clinic.Server.Cards(cleo.Person).ToArray();
        var keys = world.Clinic.Server.Keys[cleo.Person];
        var entropy = TestEntropy.Of("hostile keyring");
        using var key = new KeyringKey(entropy);
        using var identity = cleo.Unlock();
        var wraps = new[] { Wrap.Seal(key, cleo.Person, UnlockMethod.ByCode(cleo.Code), entropy) };
        Case("the newest keyring", cards, keys.Keyring, keys.Wraps, cleo.Code, Refusal.None);
        Case("the newest keyring under an older card", cards[..2], keys.Keyring, keys.Wraps, cleo.Code, Refusal.KeysWithheld);
        var older = world.FirstKeyring;
        Case("an older keyring under the newest card", cards, older.Keyring, older.Wraps, cleo.Code, Refusal.KeysWithheld);
        Case("another code", cards, keys.Keyring, keys.Wraps, world.Clinic.Sam.Code, Refusal.WrongCode);
        Case("no wrap at all", cards, keys.Keyring, [], cleo.Code, Refusal.WrongCode);
        Case("an older wrap of U", cards, keys.Keyring, older.Wraps, cleo.Code, Refusal.DoesNotOpen);

        var ada = world.Clinic.Ada;
        Case("a founder's first keyring, without the clinic, under card 1", [.. world.Clinic.Server.Cards(ada.Person)], world.Clinic.FoundersFirst.Keyring, world.Clinic.FoundersFirst.Wraps, ada.Code, Refusal.KeysWithheld);

        // A hostile server cannot sign cards; these are signed by a person who errs, to see that a missing seed is noticed.
        using var fresh = new Identity(entropy);
        var seeds = new[] { new ReceivingSeed(entropy), new ReceivingSeed(entropy), new ReceivingSeed(entropy) };
        using var device = new DeviceKey(entropy);
        Erring("both seeds", [seeds[0], seeds[1]], fresh, Refusal.None);
        Erring("the older seed missing", [seeds[1]], fresh, Refusal.KeysWithheld);
        Erring("the newer seed missing", [seeds[0]], fresh, Refusal.KeysWithheld);
        Erring("a seed too many", [seeds[0], seeds[1], seeds[2]], fresh, Refusal.KeysWithheld);
        Erring("seeds in the wrong order", [seeds[1], seeds[0]], fresh, Refusal.KeysWithheld);
        Erring("another seed", [seeds[0], seeds[2]], fresh, Refusal.KeysWithheld);
        using var other = new Identity(entropy);
        Written("another identity's seed", Plain("cc1/keyring", other.Reveal(), [seeds[0], seeds[1]]), Refusal.KeysWithheld);
        Written("the right plaintext", Plain("cc1/keyring", fresh.Reveal(), [seeds[0], seeds[1]]), Refusal.None);
        Written("another label", Plain("cc1/keyrong", fresh.Reveal(), [seeds[0], seeds[1]]), Refusal.Malformed);
        Written("a trailing byte", [.. Plain("cc1/keyring", fresh.Reveal(), [seeds[0], seeds[1]]), 0], Refusal.Malformed);
        Written("no seeds", Plain("cc1/keyring", fresh.Reveal(), []), Refusal.Malformed);
        Written("a short identity seed", Plain("cc1/keyring", fresh.Reveal()[..31], [seeds[0], seeds[1]]), Refusal.Malformed);

        byte[] Plain(string label, ReadOnlySpan<byte> identitySeed, ReceivingSeed[] kept)
        {
            var cbor = new CborWriter().Array(4).Text(label).Bytes(identitySeed).Array(kept.Length);
            foreach (var seed in kept) cbor.Bytes(seed.Reveal());
            return cbor.Bytes((Hash?)world.Clinic.Clinic).ToArray();
        }

        void Written(string name, byte[] plaintext, Refusal refusal)
        {
            var salt = TestEntropy.Bytes($"keyring of {name}", 32);
            var info = new CborWriter().Array(2).Text("cc1/keyring").Bytes(fresh.PublicKey).ToArray();
            Stored(name, [.. salt, .. DerivedAead.Seal(key.Reveal(), salt, info, [], plaintext)], fresh, refusal, [seeds[0], seeds[1]], TestEntropy.Of($"wrap of {name}"));
        }

        void Erring(string name, ReceivingSeed[] kept, Identity by, Refusal refusal)
        {
            var salted = TestEntropy.Of($"keyring with {name}");
            Stored(name, Keyring.Seal(key, by, kept, world.Clinic.Clinic, salted), by, refusal, kept, salted);
        }

        void Stored(string name, byte[] keyring, Identity by, Refusal refusal, ReceivingSeed[] kept, Entropy salted)
        {
            var zero = Card.ToBody(0, Hash.Of("p"u8), by.PublicKey, seeds[0].PublicKey, Hash.Of("old"u8), [device.PublicKey], 1);
            var one = Card.ToBody(1, Hash.Of(zero), by.PublicKey, seeds[1].PublicKey, Hash.Of(keyring), [device.PublicKey], 2);
            var wrap = Wrap.Seal(key, Hash.Of(zero), UnlockMethod.ByCode(cleo.Code), salted);
            var chain = RuleCases.Cards([by.Sign(zero), by.Sign(one)]);
            Case($"a keyring with {name}", chain, keyring, [wrap], cleo.Code, refusal, kept);
        }

        void Case(string name, Card[] chain, byte[] keyring, IReadOnlyList<byte[]> by, RecoveryCode code, Refusal refusal, ReceivingSeed[]? kept = null) => file.Case(39, name, "unlock", new JsonObject
        {
            ["cards"] = new JsonArray([.. chain.Select(card => file.Ref($"39 {name} card {card.N}", card.Bytes.Span))]),
            ["keyring"] = Hex(keyring),
            ["wraps"] = new JsonArray([.. by.Select(wrap => (JsonNode)Hex(wrap))]),
            ["code"] = code.Write(),
            ["seeds"] = new JsonArray([.. (kept ?? cleo.Device.Seeds).Select(seed => (JsonNode)Hex(seed.Reveal()))]),
            ["clinic"] = Hex(world.Clinic.Clinic),
        }, refusal);
    }
}
