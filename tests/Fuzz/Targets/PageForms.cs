using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>
/// Questions and forms of every page: on-call plans, rules, contacts, replies, absences, answers. The first byte says which page,
/// the second who asks, the third which of its handlers; the rest is the question, or the form.
/// </summary>
internal sealed class PageForms : Target
{
    private static readonly Lazy<IReadOnlyList<(string Path, byte Who, IReadOnlyList<Handler> Handlers)>> Pages = new(() => Find().GetAwaiter().GetResult());

    // What fields hold, right or nearly.
    private static readonly string[] Values =
    [
        "", "-1", "9223372036854775807", "true", "\0", "\ud83d\ude00", "2026-11-24", "9999-12-31", "9999-12-31T23:59", "0001-01-01T00:00", "24:00", "phq9", new('A', 43), new('x', 4000), "{\"version\":\"x\"}",
    ];

    public override string Name => "pages";

    public override IEnumerable<byte[]> Seeds => Pages.Value.SelectMany((page, number) => page.Handlers.SelectMany((handler, which) => Forms(handler)
        .Select(form => (byte[])[(byte)number, page.Who, (byte)which, .. Encoding.UTF8.GetBytes(form)])));

    public override IReadOnlyList<byte[]> Words { get; } = [.. Values.Select(value => Encoding.UTF8.GetBytes("=" + Uri.EscapeDataString(value))), "&"u8.ToArray(), "[1].x="u8.ToArray(), "%00"u8.ToArray(), "%ED%A0%80"u8.ToArray()];

    public override int Mutations => 2_000;

    public override long Allocated => GC.GetTotalAllocatedBytes();

    public override long Allowed(int length) => 32 * 1024 * 1024 + 4096L * length;

    public override void Run(byte[] input)
    {
        if (input is not [var which, var who, var how, ..]) return;
        var (path, _, handlers) = Pages.Value[which % Pages.Value.Count];
        Ask(FuzzedClinic.One, path, handlers[how % handlers.Count], who, Encoding.UTF8.GetString(input.AsSpan(3))).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        FuzzedClinic.One.Errors.Look();
    }

    private static async Task Ask(FuzzedClinic clinic, string path, Handler handler, byte who, string form)
    {
        var query = handler.Name is null ? "" : $"handler={handler.Name}&";
        if (handler.IsGet) query += Sendable(form);
        using var request = new HttpRequestMessage(handler.IsGet ? HttpMethod.Get : HttpMethod.Post, $"{path}?{query}");
        if (!handler.IsGet) request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", clinic.Tokens[who % clinic.Tokens.Count]);
        using var answer = await clinic.Http.SendAsync(request);
        await answer.Content.LoadIntoBufferAsync();
        clinic.Errors.Look();
        Assert.True((int)answer.StatusCode < 500, $"{request.Method} {path} answered {(int)answer.StatusCode}");
    }

    // As a browser would: what no address can hold is escaped.
    private static string Sendable(string form) => string.Concat(form.Select(letter => char.IsAsciiLetterOrDigit(letter) || "%&=.-_[]".Contains(letter, StringComparison.Ordinal)
        ? letter.ToString() : char.IsSurrogate(letter) ? "%ED%A0%80" : Uri.EscapeDataString(letter.ToString())));

    private static async Task<IReadOnlyList<(string, byte, IReadOnlyList<Handler>)>> Find()
    {
        var services = FuzzedClinic.One.Services;
        var loader = services.GetRequiredService<PageLoader>();
        List<(string, byte, IReadOnlyList<Handler>)> pages = [];
        foreach (var page in services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>().OrderBy(page => page.AttributeRouteInfo!.Template, StringComparer.Ordinal))
        {
            var loaded = await loader.LoadAsync(page, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty);
            var properties = loaded.BoundProperties.Select(Field).ToList();
            List<Handler> handlers = [.. loaded.HandlerMethods.Select(method => new Handler(
                method.HttpMethod == "Get", method.Name, [.. properties, .. method.Parameters.Select(Field)]))];
            var path = Path(page.AttributeRouteInfo!.Template!);
            pages.Add((path, await For(path), handlers.Count > 0 ? handlers : [new Handler(true, null, properties)]));
        }

        return pages;
    }

    // The first who may open it: a patient, else staff.
    private static async Task<byte> For(string path)
    {
        for (byte who = 0; who < 5; who++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FuzzedClinic.One.Tokens[who]);
            using var answer = await FuzzedClinic.One.Http.SendAsync(request);
            if (answer.StatusCode != System.Net.HttpStatusCode.Forbidden) return who;
        }

        return 0;
    }

    private static string Field(ParameterDescriptor field) => field.BindingInfo?.BinderModelName ?? field.Name;

    private static string Path(string template) => "/" + string.Join('/', template.Split('/').Select(part => !part.StartsWith('{') ? part
        : part.Contains("guid", StringComparison.Ordinal) ? FuzzedClinic.Alert.ToString() : part.Contains("int", StringComparison.Ordinal) ? "500" : part.Contains("instrument", StringComparison.Ordinal) ? "phq9" : FuzzedClinic.Thread));

    private static IEnumerable<string> Forms(Handler handler)
    {
        yield return "";
        foreach (var field in handler.Fields)
            foreach (var value in Values)
                yield return string.Join('&', handler.Fields.Select(name => $"{name}={Uri.EscapeDataString(name == field ? value : "1")}"));
    }

    private sealed record Handler(bool IsGet, string? Name, IReadOnlyList<string> Fields);
}
