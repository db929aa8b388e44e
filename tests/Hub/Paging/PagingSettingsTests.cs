using CareConnect.Hub.Paging;
using Microsoft.Extensions.Configuration;

namespace CareConnect.Hub.Tests.Paging;

/// <summary>With a setting by which pages would go nowhere, or in the clear, the program does not start.</summary>
public sealed class PagingSettingsTests : IDisposable
{
    private readonly string secret = Path.GetTempFileName();
    private readonly string brief = Path.GetTempFileName();

    public PagingSettingsTests()
    {
        File.WriteAllText(secret, "a bearer secret of the test\n");
        File.WriteAllText(brief, "short\n");
    }

    public void Dispose()
    {
        File.Delete(secret);
        File.Delete(brief);
    }

    [Fact]
    public void Without_settings_no_way_exists()
    {
        var settings = Read();
        Assert.Equal((null, null, null, null), (settings.Mail, settings.Sms, settings.Voice, settings.Push));
        Assert.Equal(PagingSettings.KnownPushHosts, settings.PushHosts);
    }

    [Fact]
    public void Everything_can_be_set()
    {
        var settings = Read(
            "Mail:Host=mail.example", "Mail:From=care@clinic.example", "Mail:User=care", $"Mail:PasswordFile={secret}", "Address=https://care.example/",
            "Sms:Url=https://sms.example/send", $"Sms:SecretFile={secret}", "Voice:Url=http://127.0.0.1:5050/call", $"Voice:SecretFile={secret}",
            "Push:Contact=mailto:it@clinic.example", "Push:Hosts:0=push.example");
        Assert.True(settings.Mail!.Tls);
        Assert.Equal(587, settings.Mail.Port);
        Assert.Equal(["push.example"], settings.PushHosts);
    }

    [Theory]
    [InlineData("Paging:Mail:Host", "Mail:From=care@clinic.example", "Address=https://care.example/")]
    [InlineData("Paging:Mail:From", "Mail:Host=mail.example", "Address=https://care.example/")]
    [InlineData("Paging:Mail:Port", "Mail:Host=mail.example", "Mail:From=care@clinic.example", "Mail:Port=0", "Address=https://care.example/")]
    [InlineData("Paging:Mail:Tls", "Mail:Host=mail.example", "Mail:From=care@clinic.example", "Mail:Tls=false", "Address=https://care.example/")]
    [InlineData("Paging:Mail:PasswordFile", "Mail:Host=mail.example", "Mail:From=care@clinic.example", "Mail:PasswordFile=/nowhere", "Address=https://care.example/")]
    [InlineData("Paging:Mail:User", "Mail:Host=mail.example", "Mail:From=care@clinic.example", "Mail:User=care", "Address=https://care.example/")]
    [InlineData("Paging:Address", "Mail:Host=mail.example", "Mail:From=care@clinic.example")]
    [InlineData("Paging:Sms:Url", "Sms:Url=http://sms.example/send", "Sms:SecretFile=SECRET")]
    [InlineData("Paging:Sms:Url", "Sms:SecretFile=SECRET")]
    [InlineData("Paging:Sms:SecretFile", "Sms:Url=https://sms.example/send")]
    [InlineData("Paging:Voice:SecretFile", "Voice:Url=https://sms.example/send", "Voice:SecretFile=BRIEF")]
    [InlineData("Paging:Push:Contact", "Push:Contact=it@clinic.example")]
    [InlineData("Paging:Push:Contact", "Push:Hosts:0=push.example")]
    public void What_is_wrong_is_said_by_its_name(string name, params string[] settings)
    {
        var refused = Assert.Throws<PagingSettingsException>(() => Read(settings));
        Assert.StartsWith(name + " ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short", refused.Message, StringComparison.Ordinal);
    }

    private PagingSettings Read(params string[] settings) => PagingSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        settings.Select(setting => setting.Split('=', 2)).Select(parts => KeyValuePair.Create(
            "Paging:" + parts[0], (string?)parts[1].Replace("SECRET", secret, StringComparison.Ordinal).Replace("BRIEF", brief, StringComparison.Ordinal)))).Build());
}
