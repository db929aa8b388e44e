using CareConnect.Hub.Paging;
using CareConnect.Hub.Paging.Ways;
using CareConnect.Hub.Paging.WebPush;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tests.Paging.Providers;

namespace CareConnect.Hub.Tests.Paging.Ways;

public sealed class WebPushWayTests : PageWaySpec, IAsyncLifetime
{
    private readonly PushBrowser browser = new();
    private readonly HttpProvider provider;
    private CareClinic clinic = null!;
    private PageHttp http = null!;
    private WebPushWay way = null!;

    public WebPushWayTests() => provider = new HttpProvider(browser);

    private protected override IProvider Provider => provider;

    private protected override IPageWay Way => way;

    private protected override string Address => browser.Subscription(provider.Address);

    public async ValueTask InitializeAsync()
    {
        clinic = await CareClinic.Open();
        http = new PageHttp(Clock);
        way = new WebPushWay(
            new PushSettings { Contact = "mailto:it@clinic.example", Hosts = ["127.0.0.1"] }, clinic.Get<PushKeys>(), http, Clock);
    }

    public override async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await clinic.DisposeAsync();
        http.Dispose();
        browser.Dispose();
    }

    private protected override string Said(PageKind kind, string words) => kind == PageKind.Drill ? "drill" : "alert";

    [Fact]
    public async Task The_service_is_told_that_it_is_urgent_who_asks_and_what_it_replaces()
    {
        await Send();
        var text = (await provider.Next()).Text;
        Assert.Contains("\r\nTTL: 3600\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nUrgency: high\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Encoding: aes128gcm\r\n", text, StringComparison.Ordinal);
        Assert.Matches("\r\nTopic: [A-Za-z0-9_-]{32}\r\n", text);
        Assert.Matches("\r\nAuthorization: vapid t=[^, ]+, k=[^, ]+\r\n", text);
    }

    [Fact]
    public async Task The_service_cannot_read_what_the_page_is_about()
    {
        await Send();
        var head = (await provider.Next()).Text.Split("\r\n\r\n")[0];
        foreach (var id in (string[])[Alert.ToString(), Alert.ToString("N"), Page.ToString(), Page.ToString("N")])
            Assert.DoesNotContain(id, head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("410 Gone")]
    public async Task A_subscription_that_ended_is_gone(string answer)
    {
        provider.Answer = answer;
        Assert.Equal(PageResult.Never(PageError.Gone), await Send());
    }

    [Theory]
    [InlineData("413 Payload Too Large", PageError.TryLater)]
    [InlineData("307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/", PageError.Refused)]
    internal async Task A_redirect_is_not_followed_and_a_refused_length_is_the_services_trouble(string answer, PageError error)
    {
        provider.Answer = answer;
        Assert.Equal(PageResult.Later(error), await Send());
    }

    [Fact]
    public async Task Nothing_is_posted_to_a_host_that_is_not_listed()
    {
        var elsewhere = new WebPushWay(new PushSettings { Contact = "mailto:it@clinic.example" }, clinic.Get<PushKeys>(), http, Clock);
        var result = await elsewhere.Send(
            new OutgoingPage { Id = Page, Kind = PageKind.Alert, Address = Address, Language = "en", Alert = Alert }, TestContext.Current.CancellationToken);
        Assert.Equal(PageResult.Never(PageError.Refused), result);
    }

    [Fact]
    public async Task The_key_is_made_once_and_lies_in_the_database_protected()
    {
        var keys = clinic.Get<PushKeys>();
        var known = await keys.Public();
        Assert.Equal(known, await new PushKeys(clinic.Writer, clinic.Get<Readers>(), clinic.Get<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>()).Public());
        using var key = await keys.Open();
        var stored = clinic.Read(sql => sql.Bytes("SELECT Private FROM PushKey"))!;
        Assert.Equal(-1, stored.AsSpan().IndexOf(key.ExportParameters(includePrivateParameters: true).D));

        await clinic.Write("UPDATE PushKey SET Private = ?1", new byte[1]);
        Assert.Equal(PageResult.Never(PageError.Unreadable), await Send());
    }
}
