using CareConnect.Hub.Paging;
using CareConnect.Hub.Paging.Ways;
using CareConnect.Hub.Tests.Paging.Providers;

namespace CareConnect.Hub.Tests.Paging.Ways;

public sealed class MailWayTests : PageWaySpec
{
    private static readonly Uri Site = new("https://care.example/");
    private readonly SmtpProvider provider = new();
    private readonly string password = Path.GetTempFileName();

    private protected override IProvider Provider => provider;

    private protected override IPageWay Way => With(new MailSettings());

    private protected override string Address => "luis@clinic.example";

    public override async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        File.Delete(password);
    }

    [Fact]
    public async Task The_mail_holds_the_words_the_link_and_nothing_else()
    {
        await Send();
        var text = (await provider.Next()).Text;
        Assert.Contains("\nSubject: Crisis alert. Open CareConnect.\n", text, StringComparison.Ordinal);
        Assert.EndsWith($"\n\nCrisis alert. Open CareConnect.\n\nhttps://care.example/crisis/answer/{Alert}\n", text, StringComparison.Ordinal);
        Assert.Contains("\nAuto-Submitted: auto-generated\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Who_must_sign_in_does_with_the_password_of_the_file()
    {
        provider.Account = ("clinic", "a password");
        var way = With(new MailSettings { User = "clinic", PasswordFile = password });
        await File.WriteAllTextAsync(password, "another password\n");
        Assert.Equal(PageResult.Later(PageError.NotAllowed), await Send(way));
        await File.WriteAllTextAsync(password, "a password\n");
        Assert.Equal(PageResult.Sent, await Send(way));
    }

    [Fact]
    public async Task Without_TLS_a_server_gets_nothing_where_TLS_is_demanded()
    {
        var way = With(new MailSettings { Tls = true }, tls: true);
        Assert.Equal(PageResult.Later(PageError.NotAllowed), await Send(way));
        Assert.Equal(PageResult.Sent, await Send());
        Assert.Equal(Page, Guid.Parse((await provider.Next()).Key));
    }

    private MailWay With(MailSettings settings, bool tls = false)
    {
        (settings.Host, settings.Port, settings.From, settings.Tls) = ("127.0.0.1", provider.Port, "CareConnect <care@clinic.example>", tls);
        return new MailWay(settings, Site, Clock);
    }

    private static Task<PageResult> Send(MailWay way) => way.Send(
        new OutgoingPage { Id = Page, Kind = PageKind.Alert, Address = "luis@clinic.example", Language = "en", Alert = Alert },
        TestContext.Current.CancellationToken);
}
