using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace CareConnect.Hub.Paging.WebPush;

/// <summary>Where and how one browser takes pushes. A class, so that it is never printed: who has the endpoint may push.</summary>
internal sealed class PushSubscription
{
    private const int LongestEndpoint = 1024;

    private PushSubscription(Uri endpoint, byte[] key, byte[] auth) => (Endpoint, Key, Auth) = (endpoint, key, auth);

    public Uri Endpoint { get; }

    /// <summary>The browser's point of P-256, 65 bytes.</summary>
    public byte[] Key { get; }

    /// <summary>16 bytes.</summary>
    public byte[] Auth { get; }

    /// <summary>As browsers give them. False: not one of a push service that this clinic talks to.</summary>
    public static bool TryMake(
        string? endpoint, string? key, string? auth, IReadOnlyList<string> hosts, [NotNullWhen(true)] out PushSubscription? subscription)
    {
        subscription = null;
        if (endpoint is null or { Length: > LongestEndpoint } || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)) return false;
        if (!IsAllowed(uri, hosts)) return false;
        if (Bytes(key, PushEncryption.PublicKeySize) is not { } point || !PushEncryption.IsPoint(point)) return false;
        if (Bytes(auth, PushEncryption.AuthSize) is not { } secret) return false;
        subscription = new PushSubscription(uri, point, secret);
        return true;
    }

    /// <summary>
    /// A subscription's endpoint is an address that a browser gave us to post to: only to services that are listed by name,
    /// by TLS at its own port. Plain HTTP to this machine, when it is listed, is for tests.
    /// </summary>
    public static bool IsAllowed(Uri endpoint, IReadOnlyList<string> hosts)
    {
        if (endpoint.UserInfo.Length > 0 || endpoint.Fragment.Length > 0) return false;
        // No push service has another host, and for some of those there is no name to compare, only an exception.
        if (!Ascii.IsValid(endpoint.Host)) return false;
        var host = endpoint.IdnHost;
        var listed = hosts.Any(known => known.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(known[1..], StringComparison.OrdinalIgnoreCase) && host.Length > known.Length - 1
            : host.Equals(known, StringComparison.OrdinalIgnoreCase));
        if (!listed) return false;
        return (endpoint.Scheme == Uri.UriSchemeHttps && endpoint.Port == 443)
            || (PagingSettings.IsLoopback(host) && endpoint.Scheme is "http" or "https");
    }

    /// <summary>As it is kept, protected.</summary>
    public string Write() => Text(Endpoint.AbsoluteUri, Base64Url.EncodeToString(Key), Base64Url.EncodeToString(Auth));

    /// <summary>The same of parts that were not looked at yet.</summary>
    public static string Text(string endpoint, string key, string auth) => JsonSerializer.Serialize(new Kept(endpoint, key, auth));

    public static bool TryRead(string kept, IReadOnlyList<string> hosts, [NotNullWhen(true)] out PushSubscription? subscription)
    {
        subscription = null;
        try
        {
            return JsonSerializer.Deserialize<Kept>(kept) is var (endpoint, key, auth) && TryMake(endpoint, key, auth, hosts, out subscription);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[]? Bytes(string? text, int size)
    {
        if (text is null || text.Length > 100 || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length == size ? bytes : null;
    }

    private sealed record Kept(string Endpoint, string Key, string Auth);
}
