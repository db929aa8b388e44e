using CareConnect.Hub.Paging;
using CareConnect.Hub.Paging.Ways;
using CareConnect.Hub.Tests.Paging.Providers;

namespace CareConnect.Hub.Tests.Paging.Ways;

public sealed class TextMessageTests() : WebhookWaySpec(PageWay.Sms);

public sealed class CallTests() : WebhookWaySpec(PageWay.Voice)
{
    [Fact]
    public async Task A_call_says_a_code_digit_by_digit()
    {
        await Send(PageKind.Code);
        Assert.Equal("CareConnect code: 4 0 9 3 1 7", (await Provider.Next()).Words);
    }
}

public abstract class WebhookWaySpec : PageWaySpec
{
    private readonly HttpProvider provider = new();
    private readonly PageHttp http;
    private readonly string secret = Path.GetTempFileName();
    private readonly WebhookWay way;

    private protected WebhookWaySpec(PageWay kind)
    {
        File.WriteAllText(secret, "a bearer secret of the test\n");
        http = new PageHttp(Clock);
        way = new WebhookWay(kind, new WebhookSettings { Url = provider.Address, SecretFile = secret }, http);
    }

    private protected override IProvider Provider => provider;

    private protected override IPageWay Way => way;

    private protected override string Address => "+13035550142";

    public override async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        http.Dispose();
        File.Delete(secret);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_provider_gets_number_words_way_and_secret()
    {
        await Send();
        var text = (await provider.Next()).Text;
        Assert.Contains("POST /page HTTP/1.1", text, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer a bearer secret of the test", text, StringComparison.Ordinal);
        Assert.Contains(
            $$"""{"id":"{{Page}}","way":"{{(Way.Way == PageWay.Sms ? "sms" : "voice")}}","to":"\u002B13035550142","language":"en","text":"Crisis alert. Open CareConnect."}""",
            text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("429 Too Many Requests\r\nRetry-After: 40", 40)]
    [InlineData("503 Service Unavailable\r\nRetry-After: Tue, 24 Nov 2026 10:00:30 GMT", 30)]
    [InlineData("500 Error", null)]
    public async Task A_pause_that_the_provider_asks_for_is_heard(string answer, int? seconds)
    {
        provider.Answer = answer;
        Assert.Equal(PageResult.Later(PageError.TryLater, seconds is { } asked ? TimeSpan.FromSeconds(asked) : null), await Send());
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1:1/", PageState.Waiting)]
    [InlineData("404 Not Found", PageState.Waiting)]
    [InlineData("422 Unprocessable", PageState.Failed)]
    internal async Task A_redirect_is_not_followed_and_a_wrong_address_of_the_provider_is_no_fault_of_the_number(string answer, PageState state)
    {
        provider.Answer = answer;
        var result = await Send();
        Assert.Equal((state, PageError.Refused), (result.State, result.Error));
    }

    [Fact]
    public async Task A_page_that_the_provider_has_already_is_sent()
    {
        provider.Answer = "409 Conflict";
        Assert.Equal(PageResult.Sent, await Send());
    }

    [Fact]
    public async Task Without_its_secret_nothing_is_sent()
    {
        File.Delete(secret);
        Assert.Equal(PageResult.Later(PageError.NotAllowed), await Send());
    }
}
