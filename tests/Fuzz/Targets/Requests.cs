using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>Addresses and headers, as anybody may send them without signing in. A line is the address, each further line a header's value.</summary>
internal sealed class Requests : Target
{
    private static readonly string[] Headers =
        ["Origin", "Sec-Fetch-Site", "Accept-Language", "Cookie", "Authorization", "X-Forwarded-For", "X-Forwarded-Proto", "Accept", "If-None-Match", "Range", "Content-Type"];

    private static readonly string[] Usual =
        ["https://localhost", "same-origin", "es-MX,es;q=0.9", "__Host-careconnect=CfDJ8; lang=es", "Bearer CfDJ8", "10.0.0.1", "https", "text/html", "\"etag\"", "bytes=0-1", "application/json; charset=utf-8"];

    public override string Name => "requests";

    public override IEnumerable<byte[]> Seeds =>
    [
        .. FuzzedClinic.One.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct().Order(StringComparer.Ordinal).Select(path => Encoding.UTF8.GetBytes($"G/{path}?lang=es&next=/queue\n{string.Join('\n', Usual)}")),
        Encoding.UTF8.GetBytes($"P/session/stay\n{string.Join('\n', Usual)}"),
    ];

    public override IReadOnlyList<byte[]> Words { get; } = [.. new[]
    {
        "\n", "%00", "%2f..%2f", "..", "https://", "\ufffd", "\ufffe", "xn--", "[::1]", ";q=2", "=;", "%ED%A0%80", "?lang=", "&next=//elsewhere.example", "../", "\"", ",", "-1", "bytes=-1,5-2", new string('a', 5000),
    }.Select(Encoding.UTF8.GetBytes)];

    public override int Mutations => 2_000;

    public override long Allocated => GC.GetTotalAllocatedBytes();

    public override long Allowed(int length) => 32 * 1024 * 1024 + 4096L * length;

    public override void Run(byte[] input)
    {
        if (input is not [var method, ..]) return;
        var lines = Encoding.UTF8.GetString(input.AsSpan(1)).Split('\n');
        // A null in the path never comes as far as the program: the server refuses it.
        if (!Uri.TryCreate(new Uri("https://localhost"), lines[0], out var address) || address.Authority != "localhost" || address.AbsolutePath.Contains("%00", StringComparison.Ordinal)) return;
        Ask(FuzzedClinic.One, method == 'P' ? HttpMethod.Post : HttpMethod.Get, address, lines[1..]).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        FuzzedClinic.One.Errors.Look();
    }

    private static async Task Ask(FuzzedClinic clinic, HttpMethod method, Uri address, string[] values)
    {
        using var request = new HttpRequestMessage(method, address);
        if (method == HttpMethod.Post) request.Content = new ByteArrayContent([]);
        foreach (var (name, value) in Headers.Zip(values))
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content?.Headers.TryAddWithoutValidation(name, value);
        using var answer = await clinic.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        clinic.Errors.Look();
        Assert.True((int)answer.StatusCode < 500, $"{method} {address} answered {(int)answer.StatusCode}");
    }
}
