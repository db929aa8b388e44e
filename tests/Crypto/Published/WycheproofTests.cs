using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Published;

public sealed class WycheproofTests
{
    [Fact]
    public void Ed25519_takes_what_is_valid_and_nothing_else()
    {
        var count = 0;
        foreach (var group in PublishedVectors.Read("wycheproof-ed25519.json")["testGroups"]!.AsArray())
        {
            Assert.True(PublicKey.TryRead(group!["publicKey"]!.Bytes("pk"), out var key, out _));
            foreach (var test in group!["tests"]!.AsArray())
            {
                var valid = test!["result"]!.GetValue<string>() == "valid";
                Assert.True(valid == Ed25519.Verify(key, test!.Bytes("msg"), test!.Bytes("sig")), $"tcId {test!["tcId"]}: {test!["comment"]}");
                count++;
            }
        }
        Assert.Equal(151, count);
    }

    [Fact]
    public void Hkdf_gives_what_is_published()
    {
        foreach (var group in PublishedVectors.Read("wycheproof-hkdf-sha256.json")["testGroups"]!.AsArray())
        {
            foreach (var test in group!["tests"]!.AsArray())
            {
                var output = new byte[test!["size"]!.GetValue<int>()];
                if (test!["result"]!.GetValue<string>() == "valid")
                {
                    Kdf.Derive(test!.Bytes("ikm"), test!.Bytes("salt"), test!.Bytes("info"), output);
                    Assert.Equal(test!.Bytes("okm"), output);
                }
                else
                {
                    Assert.ThrowsAny<ArgumentException>(() => Kdf.Derive(test!.Bytes("ikm"), test!.Bytes("salt"), test!.Bytes("info"), output));
                }
            }
        }
    }
}
