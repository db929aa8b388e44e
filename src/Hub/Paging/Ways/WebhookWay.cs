using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace CareConnect.Hub.Paging.Ways;

/// <summary>
/// A text message or a call, by a provider that takes one JSON object over HTTPS: <c>{"id","way","to","language","text"}</c>,
/// with the secret as bearer and the page's id as <c>Idempotency-Key</c>.
/// </summary>
internal sealed class WebhookWay(PageWay way, WebhookSettings settings, PageHttp http) : IPageWay
{
    public PageWay Way => way;

    public async Task<PageResult> Send(OutgoingPage page, CancellationToken cancellation)
    {
        var text = way == PageWay.Voice ? PageWords.Spoken(page) : PageWords.Of(page);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
        {
            Content = JsonContent.Create(new Body(page.Id, Queue.Words<PageWay>.Of(way), page.Address, page.Language, text)),
        };
        try
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", PagingSettings.Secret(settings.SecretFile!));
        }
        catch (IOException)
        {
            return PageResult.Later(PageError.NotAllowed);
        }

        request.Headers.Add("Idempotency-Key", page.Id.ToString());
        return await http.Send(request, Read, cancellation);
    }

    private static PageResult Read(HttpStatusCode status) => status switch
    {
        // It has this id already.
        HttpStatusCode.Conflict => PageResult.Sent,

        // Another address is a setting's mistake, not this person's number: it is tried until someone puts it right.
        < HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => PageResult.Later(PageError.Refused),
        _ => PageResult.Never(PageError.Refused),
    };

    private sealed record Body(Guid Id, string Way, string To, string Language, string Text);
}
