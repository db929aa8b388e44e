using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using static CareConnect.Crypto.Tests.Vectors.VectorFile;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Negative test 3: signatures that a careless verifier takes.</summary>
public static class NegativeSignatures
{
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    public static void Add(VectorFile file)
    {
        using var key = new DeviceKey(TestEntropy.Of("signer"));
        var message = "hello"u8.ToArray();
        var signature = key.Sign(message)[^64..];
        var publicKey = Hex(key.PublicKey.ToArray());
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true);
        Case("a signature", publicKey, message, signature, Refusal.None);
        Case("an all-zero signature", publicKey, message, new byte[64], Refusal.BadSignature);
        Case("S with the group's order added", publicKey, message, [.. signature[..32], .. Scalar(s + Order)], Refusal.BadSignature);
        Case("another message", publicKey, "hullo"u8.ToArray(), signature, Refusal.BadSignature);
        Case("a signature one byte short", publicKey, message, signature[..^1], Refusal.BadSignature);
        Case("a signature one byte long", publicKey, message, [.. signature, 0], Refusal.BadSignature);

        // Under a key of small order R = identity, S = 0 holds for every message.
        byte[] universal = [1, .. new byte[63]];
        foreach (var small in new[]
        {
            "0100000000000000000000000000000000000000000000000000000000000000", "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        })
            Case($"a universal signature under the small-order key {small[..4]}…{small[^2..]}", small, message, universal, Refusal.SmallOrderKey);
        Case("an unreduced key", "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", message, signature, Refusal.Malformed);
        Case("a key one byte short", publicKey[2..], message, signature, Refusal.Malformed);

        // S = k·a for R of order 1, and R + a point of order 8 with S made to fit its own hash: made once with libsodium's group arithmetic
        // from the seed SHA-256("mixed order"), nonce SHA-512("nonce") mod L. A cofactored verifier takes the second.
        const string Mixed = "8d073925071a59088178119568975101dbb5da6d57cc196c364e492aa7a2bb4d";
        Case("an R of small order", Mixed, message, SmallR(), Refusal.BadSignature);
        Case("an R with a small-order part", Mixed, message, Convert.FromHexString(
            "4c261951fba9f4ba7ece40431f212269f58becc2473c54cecda0e8f1e6f9d253550b53abcf574ca7bb433b299da7c5acedfd36831bcab23b7087c689236ebd08"), Refusal.BadSignature);
        // Cofactorless verification takes this one, whoever checks.
        Case("a key with a small-order part, where the equation holds exactly", "059480a8549200b4f82deb72ca68733014f5f778cba3d3e82f0ea891952f9c9d", "m6"u8.ToArray(), Convert.FromHexString(
            "b31b20f50426242514d81b383548bd90de72fd0b8cf2382a88f9f52ce5076b2341083c5b519191a1f85762377a0670a68a7e56f417b9c1d9f647ef551ecc240c"), Refusal.None);

        void Case(string name, string keyHex, byte[] over, byte[] by, Refusal refusal)
            => file.Case(3, name, "signature", new JsonObject { ["key"] = keyHex, ["message"] = Hex(over), ["signature"] = Hex(by) }, refusal);
    }

    private static byte[] SmallR()
    {
        var secret = System.Security.Cryptography.SHA512.HashData(System.Security.Cryptography.SHA256.HashData("mixed order"u8))[..32];
        secret[0] &= 248;
        secret[31] = (byte)(secret[31] & 127 | 64);
        byte[] r = [1, .. new byte[31]];
        byte[] hashed = [.. r, .. Convert.FromHexString("8d073925071a59088178119568975101dbb5da6d57cc196c364e492aa7a2bb4d"), .. "hello"u8];
        var k = new BigInteger(System.Security.Cryptography.SHA512.HashData(hashed), isUnsigned: true) % Order;
        return [.. r, .. Scalar(k * new BigInteger(secret, isUnsigned: true) % Order)];
    }

    private static byte[] Scalar(BigInteger value)
    {
        var bytes = new byte[32];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }
}
