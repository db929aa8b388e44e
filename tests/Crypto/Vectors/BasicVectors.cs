using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using static CareConnect.Crypto.Tests.Vectors.VectorFile;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>basics.json: single values, with worked bytes.</summary>
public static class BasicVectors
{
    public static string Make()
    {
        var file = new VectorFile();
        Codec(file);
        Derivations(file);
        People(file);
        Keys(file);
        return file.Write();
    }

    private static void Codec(VectorFile file)
    {
        foreach (var value in new ulong[] { 0, 23, 24, 255, 256, 65535, 65536, 4294967295, 4294967296, 9007199254740991 })
            Cbor(file, $"the integer {value}", value);
        Cbor(file, "no bytes", new JsonObject { ["bytes"] = "" });
        Cbor(file, "32 bytes", new JsonObject { ["bytes"] = Hex(TestEntropy.Bytes("32 bytes", 32)) });
        Cbor(file, "text with a byte order mark, an accent and an astral character", "\uFEFFcafé 🫶");
        Cbor(file, "an array in an array", new JsonArray("cc1/copy", new JsonObject { ["bytes"] = "00ff" }, 3, new JsonArray()));
        file.Case(1, "a hash and its text", "hash", new JsonObject
        {
            ["input"] = Hex("care"u8), ["hash"] = Hex(Hash.Of("care"u8)), ["text"] = Hash.Of("care"u8).ToString(),
        });
    }

    private static void Cbor(VectorFile file, string name, JsonNode value)
    {
        using var cbor = new CborWriter();
        ValueCases.Write(cbor, value);
        file.Case(1, name, "cbor", new JsonObject { ["value"] = value.DeepClone(), ["hex"] = Hex(cbor.ToArray()) });
    }

    private static void Derivations(VectorFile file)
    {
        var output = new byte[44];
        Kdf.Derive(TestEntropy.Bytes("ikm", 32), TestEntropy.Bytes("salt", 32), "info"u8, output);
        file.Case(1, "key and nonce by HKDF", "kdf", new JsonObject
        {
            ["ikm"] = Hex(TestEntropy.Bytes("ikm", 32)), ["salt"] = Hex(TestEntropy.Bytes("salt", 32)), ["info"] = Hex("info"u8), ["length"] = 44, ["output"] = Hex(output),
        });
        var names = Enumerable.Range(1, 3).Select(i => Hash.Of(TestEntropy.Bytes($"entry {i}", 8))).ToArray();
        var h = Log.Start;
        file.Case(4, "the log over three entries", "log", new JsonObject
        {
            ["names"] = new JsonArray([.. names.Select(name => (JsonNode)Hex(name))]),
            ["h"] = new JsonArray([.. names.Select(name => (JsonNode)Hex(h = Log.Next(h, name)))]),
        });
        foreach (var length in new[] { 256, 257, 260, 300, 511, 512, 513, 1000, 4096, 4097, 65540 })
            file.Case(4, $"{length} bytes are padded", "padme", new JsonObject { ["length"] = length, ["padded"] = Padme.Length(length) });
        foreach (var length in new[] { 0, 1, 252, 253, 1000 })
        {
            var content = TestEntropy.Bytes("content", length);
            file.Case(4, $"content of {length} bytes in its padding", "padding", new JsonObject { ["padded"] = Hex(Padme.Pad(content)), ["content"] = Hex(content) }, Refusal.None);
        }
        using var secret = new CircleSecret(TestEntropy.Of("circle secret"));
        var prev = Hash.Of("prev"u8);
        using var team = TeamKeys.SeedFrom(secret, prev);
        file.Case(3, "commitment and team key of a secret", "circleKeys", new JsonObject
        {
            ["secret"] = Hex(secret.Reveal()), ["prev"] = Hex(prev), ["commitment"] = Hex(CircleKeys.Commitment(secret, prev)),
            ["teamSeed"] = Hex(team.Reveal()), ["teamKey"] = Hex(team.PublicKey),
        });
    }

    private static void People(VectorFile file)
    {
        using var code = new RecoveryCode(TestEntropy.Of("recovery code"));
        var text = code.Write();
        file.Case(5, "a recovery code, as people type it", "recoveryCode", new JsonObject
        {
            ["bytes"] = Hex(code.Reveal()),
            ["text"] = text,
            ["typed"] = new JsonArray(text, text.ToLowerInvariant(), text.Replace("-", "", StringComparison.Ordinal), text.Replace('-', ' '), text.Replace('0', 'o').Replace('1', 'l')),
            ["refused"] = new JsonArray("", text[..^1], text + "0", "U" + text[1..], text.Replace("-", "_", StringComparison.Ordinal)),
        });
        var person = Hash.Of("a person"u8);
        file.Case(6, "a safety code", "safetyCode", new JsonObject { ["person"] = Hex(person), ["text"] = SafetyCode.Of(person) });
        using var invitation = new Invitation(Hash.Of("a clinic"u8), TestEntropy.Of("invitation"));
        var fragment = invitation.Write();
        file.Case(6, "an invitation", "invitation", new JsonObject
        {
            ["clinic"] = Hex(invitation.Clinic), ["secret"] = Hex(invitation.Reveal()), ["fragment"] = fragment,
            ["token"] = Hex(invitation.Token()), ["tokenHash"] = Hex(invitation.TokenHash()),
            ["person"] = Hex(person), ["tag"] = Hex(invitation.Tag(person)),
            ["refused"] = new JsonArray("", fragment[..^1], "Ag" + fragment[2..], fragment + "A", "*" + fragment[1..]),
        });
    }

    private static void Keys(VectorFile file)
    {
        using var key = new DeviceKey(TestEntropy.Of("device key"));
        file.Case(1, "a signed body", "sign", new JsonObject
        {
            ["seed"] = Hex(key.Reveal()), ["publicKey"] = Hex(key.PublicKey.ToArray()), ["body"] = Hex("body"u8), ["signed"] = Hex(key.Sign("body"u8)),
        });
        using var seed = new ReceivingSeed(TestEntropy.Of("receiving seed"));
        var sealedBytes = Hpke.Seal(seed.PublicKey, "info"u8, "plaintext"u8, TestEntropy.Of("encapsulation"));
        file.Case(1, "a sealed plaintext", "open", new JsonObject
        {
            ["seed"] = Hex(seed.Reveal()), ["info"] = Hex("info"u8), ["sealed"] = Hex(sealedBytes), ["plaintext"] = Hex("plaintext"u8),
        }, Refusal.None);
        using var code = new RecoveryCode(TestEntropy.Of("recovery code"));
        using var u = new KeyringKey(TestEntropy.Of("keyring key"));
        var person = Hash.Of("a person"u8);
        file.Case(5, "a wrap by recovery code", "wrap", new JsonObject
        {
            ["wrap"] = Hex(Wrap.Seal(u, person, UnlockMethod.ByCode(code), TestEntropy.Of("wrap 1"))), ["person"] = Hex(person), ["method"] = 1, ["code"] = code.Write(), ["key"] = Hex(u.Reveal()),
        }, Refusal.None);
        var (credential, prf) = (TestEntropy.Bytes("credential", 20), TestEntropy.Bytes("prf", 32));
        file.Case(5, "a wrap by passkey", "wrap", new JsonObject
        {
            ["wrap"] = Hex(Wrap.Seal(u, person, UnlockMethod.ByPasskey(credential, prf), TestEntropy.Of("wrap 2"))), ["person"] = Hex(person), ["method"] = 2,
            ["credential"] = Hex(credential), ["prf"] = Hex(prf), ["key"] = Hex(u.Reveal()),
        }, Refusal.None);
    }
}
