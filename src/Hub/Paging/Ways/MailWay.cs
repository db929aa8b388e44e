using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CareConnect.Hub.Paging.Ways;

/// <summary>An e-mail with the fixed words, and the link that opens what it is about.</summary>
internal sealed class MailWay(MailSettings settings, Uri address, TimeProvider clock) : IPageWay
{
    public PageWay Way => PageWay.Email;

    public async Task<PageResult> Send(OutgoingPage page, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(IPageWay.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await Send(Written(page), either.Token);
            return PageResult.Sent;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return PageResult.Later(PageError.TimedOut);
        }
        catch (SmtpCommandException refused)
        {
            // RFC 5321 §4.2.1: 4yz is for now, 5yz for good. A sender that is refused is a setting, not this person's address.
            if ((int)refused.StatusCode < 500) return PageResult.Later(PageError.TryLater);
            return refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? PageResult.Never(PageError.Refused) : PageResult.Later(PageError.NotAllowed);
        }
        catch (Exception settingsOrServer) when (settingsOrServer is AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            return PageResult.Later(PageError.NotAllowed);
        }
        catch (Exception broken) when (broken is IOException or ProtocolException or System.Net.Sockets.SocketException or CommandException)
        {
            return PageResult.Later(PageError.Unreachable);
        }
    }

    private async Task Send(MimeMessage message, CancellationToken cancellation)
    {
        using var smtp = new SmtpClient
        {
            // Not this machine's name.
            LocalDomain = "careconnect.invalid",

            // A page must not wait for a list of revoked certificates.
            CheckCertificateRevocation = false,
            Timeout = (int)IPageWay.Patience.TotalMilliseconds,
        };
        var tls = !settings.Tls ? SecureSocketOptions.None
            : settings.Port == 465 ? SecureSocketOptions.SslOnConnect
            : SecureSocketOptions.StartTls;
        await smtp.ConnectAsync(settings.Host, settings.Port, tls, cancellation);
        if (settings.User is { } user)
            await smtp.AuthenticateAsync(user, PagingSettings.Secret(settings.PasswordFile!), cancellation);
        await smtp.SendAsync(message, cancellation);

        // The server has it: however it ends from here, it was sent.
        smtp.Disconnect(quit: false, CancellationToken.None);
    }

    private MimeMessage Written(OutgoingPage page)
    {
        var words = PageWords.Of(page);
        var from = MailboxAddress.Parse(settings.From);
        var link = page.Kind == PageKind.Code ? new Uri(address, "reach-me") : new Uri(address, $"crisis/answer/{page.Alert}");
        var message = new MimeMessage
        {
            // The same at each attempt, so that a mailbox that has it shows it once.
            MessageId = $"{page.Id:N}@{from.Domain}",
            Date = clock.GetUtcNow(),
            Subject = words,
            Importance = MessageImportance.High,
            Body = new TextPart("plain") { Text = $"{words}\n\n{link}\n" },
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(page.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
