using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CareConnect.Hub.Paging.WebPush;

/// <summary>How this clinic says to a push service who it is (RFC 8292).</summary>
internal static class Vapid
{
    /// <summary>Half of the day that RFC 8292 §2 allows: clocks of both sides may differ.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromHours(12);

    // {"typ":"JWT","alg":"ES256"}
    private const string Header = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";

    /// <summary>The value of <c>Authorization</c>.</summary>
    /// <param name="contact"><c>mailto:</c> or <c>https:</c>.</param>
    public static string Authorization(ECDsa key, Uri endpoint, string contact, DateTimeOffset now)
    {
        // §2: the audience is the origin of the push service, and nothing of the endpoint's path.
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Claims(
            endpoint.GetLeftPart(UriPartial.Authority), (now + Validity).ToUnixTimeSeconds(), contact));
        var signed = Header + "." + Base64Url.EncodeToString(claims);

        // RFC 7518 §3.4: r and s side by side, not DER.
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var publicKey = PushEncryption.Uncompressed(key.ExportParameters(includePrivateParameters: false));

        // §3: t is the token, k the key that verifies it.
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={Base64Url.EncodeToString(publicKey)}";
    }

#pragma warning disable IDE1006, CA1812 // Names of RFC 7519.
    private sealed record Claims(string aud, long exp, string sub);
#pragma warning restore IDE1006, CA1812
}
