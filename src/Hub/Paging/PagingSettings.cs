using System.Net;
using Microsoft.Extensions.Configuration;

namespace CareConnect.Hub.Paging;

/// <summary>A setting that would make pages go nowhere, or in the clear: the program does not start with it.</summary>
public sealed class PagingSettingsException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Section <c>Paging</c> of the settings. A way that is not set does not exist, and the pages say so.</summary>
public sealed class PagingSettings
{
    public const string Section = "Paging";

    /// <summary>Push services of the common browsers. <c>*.</c> in front means any host below.</summary>
    public static readonly IReadOnlyList<string> KnownPushHosts =
        ["fcm.googleapis.com", "updates.push.services.mozilla.com", "*.notify.windows.com", "*.push.apple.com"];

    /// <summary>Where people open CareConnect, for the link in an e-mail. Choose a host that does not say what the clinic is.</summary>
    public Uri? Address { get; set; }

    public MailSettings? Mail { get; set; }

    public WebhookSettings? Sms { get; set; }

    public WebhookSettings? Voice { get; set; }

    public PushSettings? Push { get; set; }

    internal IReadOnlyList<string> PushHosts => Push?.Hosts ?? KnownPushHosts;

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="PagingSettingsException">Says which setting to put right.</exception>
    public static PagingSettings Read(IConfiguration configuration)
    {
        var settings = Bind(configuration);
        if (settings.Mail is { } mail)
        {
            Demand(mail.Host.Length > 0, "Paging:Mail:Host is missing.");
            Demand(mail.Port is > 0 and < 65536, "Paging:Mail:Port is not a port.");
            Demand(MimeKit.MailboxAddress.TryParse(mail.From, out _), "Paging:Mail:From is not an e-mail address.");
            Demand(mail.Tls || IsLoopback(mail.Host), "Paging:Mail:Tls can be off on this machine only: codes and pages would go in the clear.");
            Demand(mail.User is null || mail.PasswordFile is not null, "Paging:Mail:User needs Paging:Mail:PasswordFile.");
            Demand(mail.PasswordFile is null || File.Exists(mail.PasswordFile), "Paging:Mail:PasswordFile is not there.");
            Demand(settings.Address is { IsAbsoluteUri: true, Scheme: "https" or "http" },
                "Paging:Address is missing: an e-mail needs to know where CareConnect is opened.");
        }

        Check(settings.Sms, "Paging:Sms");
        Check(settings.Voice, "Paging:Voice");
        if (settings.Push is { } push)
            Demand(
                Uri.TryCreate(push.Contact, UriKind.Absolute, out var contact) && contact.Scheme is "mailto" or "https",
                "Paging:Push:Contact is not a mailto: or https: address, which push services ask for.");
        return settings;
    }

    private static PagingSettings Bind(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<PagingSettings>() ?? new PagingSettings();
        }
        catch (InvalidOperationException wrong)
        {
            // A number, a switch or an address that is none; the framework's words name the setting.
            throw new PagingSettingsException($"Paging: {wrong.Message}", wrong);
        }
    }

    internal static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static void Check(WebhookSettings? webhook, string name)
    {
        if (webhook is null) return;
        Demand(
            webhook.Url is { IsAbsoluteUri: true } url && (url.Scheme == "https" || (url.Scheme == "http" && IsLoopback(url.Host))),
            $"{name}:Url is not an https address.");
        Demand(webhook.SecretFile is not null && File.Exists(webhook.SecretFile), $"{name}:SecretFile is not there.");
        Demand(Secret(webhook.SecretFile!).Length >= 16, $"{name}:SecretFile holds fewer than 16 characters.");
    }

    /// <summary>A file's one line. Read at each use, so that a secret can be replaced while the program runs.</summary>
    internal static string Secret(string file) => File.ReadAllText(file).Trim();

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds) throw new PagingSettingsException(otherwise);
    }
}

/// <summary>A mail server that takes this clinic's mail.</summary>
public sealed class MailSettings
{
    public string Host { get; set; } = "";

    /// <summary>465 speaks TLS from the start; every other port by STARTTLS.</summary>
    public int Port { get; set; } = 587;

    public string From { get; set; } = "";

    /// <summary>Without TLS nothing is sent; off on this machine alone.</summary>
    public bool Tls { get; set; } = true;

    public string? User { get; set; }

    public string? PasswordFile { get; set; }
}

/// <summary>A provider of text messages or calls, or a small program in front of one.</summary>
public sealed class WebhookSettings
{
    public Uri? Url { get; set; }

    /// <summary>File with the bearer secret, one line.</summary>
    public string? SecretFile { get; set; }
}

/// <summary>Web push (RFC 8030), with this clinic known to the services by its own key (RFC 8292).</summary>
public sealed class PushSettings
{
    /// <summary><c>mailto:</c> or <c>https:</c>: whom a push service asks when something is wrong.</summary>
    public string Contact { get; set; } = "";

    /// <summary>Hosts that subscriptions may name, instead of <see cref="PagingSettings.KnownPushHosts"/>.</summary>
    public IReadOnlyList<string>? Hosts { get; set; }
}
