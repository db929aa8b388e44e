using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Tests.Telemetry;

/// <summary>Takes whatever is exported to it by OTLP over HTTP.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> taken = new();
    private readonly WebApplication app;

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            taken.Enqueue((request.Path, body.ToArray()));
        });
    }

    public string Address => app.Urls.Single();

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Whether this stands anywhere in what came to a path: as text, in any case, or in base64.</summary>
    public bool Holds(string path, string word) => taken.Any(each => each.Path == path && In(each.Body, word));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static bool In(byte[] body, string word) =>
        Encoding.Latin1.GetString(body).Contains(word, StringComparison.OrdinalIgnoreCase)
        || Enumerable.Range(0, 3).Any(shift => body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(
            Convert.ToBase64String([.. new byte[shift], .. Encoding.UTF8.GetBytes(word)])[(shift == 0 ? 0 : 4)..^4])) >= 0);
}
