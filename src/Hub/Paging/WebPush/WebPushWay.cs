using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using CareConnect.Hub.Paging.Ways;

namespace CareConnect.Hub.Paging.WebPush;

/// <summary>A notification on a lock screen, by the browser's own push service (RFC 8030). The service sees neither words nor ids.</summary>
internal sealed class WebPushWay(PushSettings settings, PushKeys keys, PageHttp http, TimeProvider clock) : IPageWay
{
    // Every page is as long as every other, whatever it says.
    private const int Length = 256;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public PageWay Way => PageWay.Push;

    public async Task<PageResult> Send(OutgoingPage page, CancellationToken cancellation)
    {
        if (!PushSubscription.TryRead(page.Address, settings.Hosts ?? PagingSettings.KnownPushHosts, out var subscription))
            return PageResult.Never(PageError.Refused);
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Endpoint) { Content = Sealed(page, subscription) };
        try
        {
            using var key = await keys.Open();
            request.Headers.TryAddWithoutValidation("Authorization", Vapid.Authorization(key, subscription.Endpoint, settings.Contact, clock.GetUtcNow()));
        }
        catch (CryptographicException)
        {
            return PageResult.Never(PageError.Unreadable);
        }

        // RFC 8030 §5.2 to §5.4: kept for a phone that is off; shown at once; the newest of an alert replaces what was not delivered yet.
        request.Headers.Add("TTL", page.Kind == PageKind.Code ? "600" : "3600");
        request.Headers.Add("Urgency", "high");
        request.Headers.Add("Topic", Topic(page));
        return await http.Send(request, Read, cancellation);
    }

    private static ByteArrayContent Sealed(OutgoingPage page, PushSubscription subscription)
    {
        var message = JsonSerializer.SerializeToUtf8Bytes(
            new Message(Queue.Words<PageKind>.Of(page.Kind), page.Id, page.Kind == PageKind.Code ? null : page.Alert, page.Code, page.Language), Json);
        var content = new ByteArrayContent(PushEncryption.Seal(message, subscription.Key, subscription.Auth, Length));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentEncoding.Add("aes128gcm");
        return content;
    }

    // 32 characters of the URL-safe alphabet, which do not tell the id.
    private static string Topic(OutgoingPage page)
    {
        var about = page.Kind == PageKind.Code ? page.Id : page.Alert;
        return System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(about.ToByteArray()).AsSpan(0, 24));
    }

    private static PageResult Read(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => PageResult.Never(PageError.Gone),

        // RFC 8030 §7.2 lets a service refuse a length; ours is below what it must take, so it is the service's trouble.
        HttpStatusCode.RequestEntityTooLarge => PageResult.Later(PageError.TryLater),
        < HttpStatusCode.BadRequest => PageResult.Later(PageError.Refused),
        _ => PageResult.Never(PageError.Refused),
    };

    private sealed record Message(string Kind, Guid Page, Guid? Alert, string Code, string Language);
}
