using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CareConnect.Hub.Paging.WebPush;
using static CareConnect.Hub.Tests.CareClinic;

namespace CareConnect.Hub.Tests.Paging.WebPush;

public sealed class VapidTests
{
    private static readonly Uri Endpoint = new("https://push.example.net/p/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV");

    [Fact]
    public void The_token_is_signed_by_the_key_that_comes_with_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (header, claims, signature, point) = Parts(Vapid.Authorization(key, Endpoint, "mailto:push@example.com", At(24, 10)));

        var q = Base64Url.DecodeFromChars(point);
        Assert.Equal(65, q.Length);
        using var known = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = q[1..33], Y = q[33..] } });
        Assert.True(known.VerifyData(Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256));
        Assert.Equal("""{"typ":"JWT","alg":"ES256"}""", Text(header));
    }

    [Fact]
    public void It_is_for_the_services_origin_alone_and_for_less_than_a_day()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var claims = JsonDocument.Parse(Text(Parts(Vapid.Authorization(key, Endpoint, "mailto:push@example.com", At(24, 10))).Claims)).RootElement;

        Assert.Equal("https://push.example.net", claims.GetProperty("aud").GetString());
        Assert.Equal("mailto:push@example.com", claims.GetProperty("sub").GetString());
        Assert.InRange(claims.GetProperty("exp").GetInt64(), At(24, 10).ToUnixTimeSeconds() + 1, At(25, 10).ToUnixTimeSeconds());
    }

    // RFC 8292 §2.4: its own example is verified by what .NET verifies ours with.
    [Fact]
    public void The_example_of_RFC_8292_verifies()
    {
        var (header, claims, signature, point) = Parts(
            "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwd"
            + "XNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, "
            + "k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs");
        var q = Base64Url.DecodeFromChars(point);
        using var known = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = q[1..33], Y = q[33..] } });
        Assert.True(known.VerifyData(Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256));
    }

    private static (string Header, string Claims, string Signature, string Key) Parts(string authorization)
    {
        Assert.StartsWith("vapid t=", authorization, StringComparison.Ordinal);
        var (token, key) = authorization["vapid t=".Length..].Split(", k=") is [var t, var k] ? (t, k) : throw new FormatException(authorization);
        return token.Split('.') is [var header, var claims, var signature] ? (header, claims, signature, key) : throw new FormatException(token);
    }

    private static string Text(string encoded) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded));
}
