using System.Text.Json.Nodes;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Runs the cases that give a value.</summary>
public static class ValueCases
{
    /// <summary>False for an op that is not one of these.</summary>
    public static bool Run(VectorCase c)
    {
        switch (c.Op)
        {
            case "cbor":
                using (var cbor = new CborWriter())
                {
                    Write(cbor, c.Fields["value"]!);
                    Assert.Equal(c.Text("hex"), VectorFile.Hex(cbor.ToArray()));
                }
                return true;
            case "hash":
                Assert.Equal(c.Hash("hash"), Hash.Of(c.Bytes("input")));
                Assert.Equal(c.Text("text"), c.Hash("hash").ToString());
                Assert.True(Hash.TryParse(c.Text("text"), out var parsed) && parsed == c.Hash("hash"));
                return true;
            case "kdf":
                var output = new byte[c.Number("length")];
                Kdf.Derive(c.Bytes("ikm"), c.Bytes("salt"), c.Bytes("info"), output);
                Assert.Equal(c.Text("output"), VectorFile.Hex(output));
                return true;
            case "log":
                var h = Log.Start;
                Assert.Equal(c.Texts("h"), c.Texts("names").Select(name => VectorFile.Hex(h = Log.Next(h, new Hash(Convert.FromHexString(name))))));
                return true;
            case "padme":
                Assert.Equal(c.Number("padded"), (ulong)Padme.Length((int)c.Number("length")));
                return true;
            case "recoveryCode":
                foreach (var typed in c.Texts("typed"))
                {
                    Assert.True(RecoveryCode.TryParse(typed, out var code), typed);
                    Assert.Equal(c.Text("bytes"), VectorFile.Hex(code.Reveal()));
                    Assert.Equal(c.Text("text"), code.Write());
                }
                foreach (var typed in c.Texts("refused")) Assert.False(RecoveryCode.TryParse(typed, out _), typed);
                return true;
            case "safetyCode":
                Assert.Equal(c.Text("text"), SafetyCode.Of(c.Hash("person")));
                return true;
            case "invitation":
                Assert.True(Invitation.TryParse(c.Text("fragment"), out var invitation));
                Assert.Equal(c.Text("fragment"), invitation.Write());
                Assert.Equal((c.Hash("clinic"), c.Text("secret")), (invitation.Clinic, VectorFile.Hex(invitation.Reveal())));
                Assert.Equal((c.Text("token"), c.Hash("tokenHash")), (VectorFile.Hex(invitation.Token()), invitation.TokenHash()));
                Assert.Equal(c.Hash("tag"), invitation.Tag(c.Hash("person")));
                foreach (var fragment in c.Texts("refused")) Assert.False(Invitation.TryParse(fragment, out _), fragment);
                return true;
            case "circleKeys":
                using (var secret = new CircleSecret(c.Bytes("secret")))
                using (var team = TeamKeys.SeedFrom(secret, c.Hash("prev")))
                {
                    Assert.Equal(c.Hash("commitment"), CircleKeys.Commitment(secret, c.Hash("prev")));
                    Assert.Equal((c.Text("teamSeed"), c.Text("teamKey")), (VectorFile.Hex(team.Reveal()), VectorFile.Hex(team.PublicKey)));
                }
                return true;
            case "sign":
                using (var key = new DeviceKey(c.Bytes("seed")))
                    Assert.Equal((c.Text("publicKey"), c.Text("signed")), (VectorFile.Hex(key.PublicKey.ToArray()), VectorFile.Hex(key.Sign(c.Bytes("body")))));
                return true;
            default:
                return false;
        }
    }

    public static void Write(CborWriter cbor, JsonNode value)
    {
        if (value is JsonArray array)
        {
            cbor.Array(array.Count);
            foreach (var item in array) Write(cbor, item!);
        }
        else if (value is JsonObject bytes)
        {
            cbor.Bytes(Convert.FromHexString(bytes["bytes"]!.GetValue<string>()));
        }
        else if (value.GetValueKind() == System.Text.Json.JsonValueKind.String)
        {
            cbor.Text(value.GetValue<string>());
        }
        else
        {
            cbor.Number(ulong.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
