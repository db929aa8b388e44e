using System.Net;

namespace CareConnect.Hub.Paging.Ways;

/// <summary>One request to a provider. Follows nothing, reads no body, and ends by itself.</summary>
internal sealed class PageHttp(TimeProvider clock) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A connection for each page: the second answer of a provider that answers twice is taken for that of no other.
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 16 * 1024,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => client.Dispose();

    /// <summary>What the status means for every provider; what is not known here is asked of <paramref name="read"/>.</summary>
    public async Task<PageResult> Send(HttpRequestMessage request, Func<HttpStatusCode, PageResult> read, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(IPageWay.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => PageResult.Sent,
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 or >= HttpStatusCode.InternalServerError =>
                    PageResult.Later(PageError.TryLater, After(answer)),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => PageResult.Later(PageError.NotAllowed),
                var status => read(status),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PageResult.Later(PageError.TimedOut);
        }
        catch (HttpRequestException)
        {
            return PageResult.Later(PageError.Unreachable);
        }
    }

    private TimeSpan? After(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };
}
