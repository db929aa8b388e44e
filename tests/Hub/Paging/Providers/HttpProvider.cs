using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CareConnect.Hub.Tests.Paging.Providers;

/// <summary>A provider of text messages and calls, or with a browser a push service: HTTP/1.1 by hand, so that it can misbehave.</summary>
internal sealed class HttpProvider(PushBrowser? browser = null) : LoopbackServer, IProvider
{
    public Uri Address => new($"http://127.0.0.1:{Port}/page");

    /// <summary>Instead of a behaviour: this status and these headers.</summary>
    public string? Answer { get; set; }

    protected override async Task Serve(Stream stream, CancellationToken over)
    {
        while (await Read(stream, over) is var (head, body) && head.Length > 0)
        {
            Arrive(Page(head, body));
            if (Answer is { } answer)
            {
                await Write(stream, $"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n", over);
                continue;
            }

            switch (Behaviour)
            {
                case Behaviour.Takes:
                    await Write(stream, "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}", over);
                    break;
                case Behaviour.AnswersTwice:
                    // The second answer comes late: just as the next page is sent on this connection, if one is.
                    await Write(stream, "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}", over);
                    if ((await Read(stream, over)).Head.Length > 0) await Write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", over);
                    return;
                case Behaviour.RefusesTheAddress:
                    await Write(stream, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", over);
                    break;
                case Behaviour.AsksToWait:
                    await Write(stream, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 40\r\nContent-Length: 0\r\n\r\n", over);
                    break;
                case Behaviour.HasTrouble:
                    await Write(stream, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", over);
                    break;
                case Behaviour.RefusesTheClinic:
                    await Write(stream, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", over);
                    break;
                case Behaviour.Stalls:
                    await Task.Delay(Timeout.Infinite, over);
                    break;
                case Behaviour.ClosesMidWay:
                    await Write(stream, "HTTP/1.1 201 Cre", over);
                    return;
            }
        }
    }

    private Arrived Page(string head, byte[] body)
    {
        var key = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Idempotency-Key: ", StringComparison.OrdinalIgnoreCase))?.Split(": ")[1];
        if (browser is null)
        {
            var page = JsonDocument.Parse(body).RootElement;
            Assert.Equal(key, page.GetProperty("id").GetString());
            return new Arrived(key!, head + Encoding.UTF8.GetString(body), page.GetProperty("text").GetString()!);
        }

        // What the service itself sees says nothing; the browser's own script shows the fixed words.
        var message = JsonDocument.Parse(browser.Open(body)).RootElement;
        return new Arrived(message.GetProperty("page").GetString()!, head + message, message.GetProperty("kind").GetString()!);
    }

    private static async Task<(string Head, byte[] Body)> Read(Stream stream, CancellationToken over)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, over) == 0) return ("", []);
            head.Add(one[0]);
        }

        var text = Encoding.ASCII.GetString([.. head]);
        if (text.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase)) return (text, await Chunks(stream, over));
        var length = text.Split("\r\n").First(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)).Split(": ")[1];
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, over);
        return (text, body);
    }

    private static async Task<byte[]> Chunks(Stream stream, CancellationToken over)
    {
        var body = new List<byte>();
        while (true)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (!(line.Count >= 2 && line[^1] == '\n'))
            {
                await stream.ReadExactlyAsync(one, over);
                line.Add(one[0]);
            }

            var chunk = new byte[int.Parse(Encoding.ASCII.GetString([.. line]).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + 2];
            await stream.ReadExactlyAsync(chunk, over);
            if (chunk.Length == 2) return [.. body];
            body.AddRange(chunk[..^2]);
        }
    }

    private static ValueTask Write(Stream stream, string text, CancellationToken over) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), over);
}
