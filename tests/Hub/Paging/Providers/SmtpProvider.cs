using System.Text;

namespace CareConnect.Hub.Tests.Paging.Providers;

/// <summary>A mail server (RFC 5321) by hand, so that it can misbehave.</summary>
internal sealed class SmtpProvider : LoopbackServer, IProvider
{
    /// <summary>User and password that it demands; null: none.</summary>
    public (string User, string Password)? Account { get; set; }

    protected override async Task Serve(Stream stream, CancellationToken over)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (Behaviour == Behaviour.HasTrouble)
        {
            await Say("421 mail.test not now");
            return;
        }

        await Say("220 mail.test ESMTP");
        var signedIn = Account is null;
        while (await reader.ReadLineAsync(over) is { } command)
        {
            switch (command.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await Say(Account is null ? "250-mail.test\r\n250 8BITMIME" : "250-mail.test\r\n250 AUTH PLAIN");
                    break;
                case "AUTH" when Account is var (user, password):
                    var given = Encoding.UTF8.GetString(Convert.FromBase64String(command.Split(' ')[2]));
                    signedIn = given == $"\0{user}\0{password}";
                    await Say(signedIn ? "235 welcome" : "535 no");
                    break;
                case "MAIL":
                    await Say(!signedIn || Behaviour == Behaviour.RefusesTheClinic ? "550 not from you" : "250 ok");
                    break;
                case "RCPT":
                    await Say(Behaviour switch
                    {
                        Behaviour.RefusesTheAddress => "550 no such mailbox",
                        Behaviour.AsksToWait => "450 try again",
                        _ => "250 ok",
                    });
                    break;
                case "DATA":
                    await Say("354 go on");
                    if (!await Take()) return;
                    break;
                case "QUIT":
                    await Say("221 bye");
                    return;
                default:
                    await Say("250 ok");
                    break;
            }
        }

        async Task<bool> Take()
        {
            var text = new StringBuilder();
            while (await reader.ReadLineAsync(over) is { } line and not ".") text.Append(line).Append('\n');
            var parts = text.ToString().Split("\n\n", 2);
            var id = parts[0].Split('\n').Single(line => line.StartsWith("Message-Id: ", StringComparison.Ordinal))["Message-Id: <".Length..].Split('@')[0];
            Arrive(new Arrived(id, text.ToString(), parts[1].Split('\n')[0]));
            if (Behaviour == Behaviour.Stalls) await Task.Delay(Timeout.Infinite, over);
            if (Behaviour == Behaviour.ClosesMidWay) return false;
            await Say("250 taken");
            if (Behaviour == Behaviour.AnswersTwice) await Say("250 taken");
            return true;
        }

        ValueTask Say(string line) => stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), over);
    }
}
