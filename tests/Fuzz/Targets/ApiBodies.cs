using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>Bodies of every endpoint that takes one. The first byte says which endpoint, the second who asks.</summary>
internal sealed class ApiBodies : Target
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<IReadOnlyList<(string Method, string Path, Type Body)>> Endpoints = new(Find);

    public override string Name => "api";

    public override IEnumerable<byte[]> Seeds => Endpoints.Value.SelectMany((endpoint, number) => Bodies(endpoint.Body)
        .Select((body, who) => (byte[])[(byte)number, (byte)who, .. Encoding.UTF8.GetBytes(body)]));

    public override IReadOnlyList<byte[]> Words { get; } =
        [.. new[] { "null", "\"\"", "[]", "{}", "-1", "1e400", "9223372036854775807", "\"\\u0000\"", "\"\\ud800\"", "true", ",", ":", "[[[[[[[[[", "\"AAAA\"" }.Select(Encoding.UTF8.GetBytes)];

    public override int Mutations => 3_000;

    public override long Allocated => GC.GetTotalAllocatedBytes();

    public override long Allowed(int length) => 16 * 1024 * 1024 + 4096L * length;

    public override void Run(byte[] input)
    {
        if (input is not [var which, var who, ..]) return;
        Ask(FuzzedClinic.One, Endpoints.Value[which % Endpoints.Value.Count], who, input[2..]).WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        FuzzedClinic.One.Errors.Look();
    }

    private static async Task Ask(FuzzedClinic clinic, (string Method, string Path, Type Body) endpoint, byte who, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), endpoint.Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", clinic.Tokens[who % clinic.Tokens.Count]);
        using var answer = await clinic.Http.SendAsync(request);
        clinic.Errors.Look();
        Assert.True((int)answer.StatusCode < 500, $"{endpoint.Method} {endpoint.Path} answered {(int)answer.StatusCode}");
    }

    private static IReadOnlyList<(string Method, string Path, Type Body)> Find() =>
    [
        .. FuzzedClinic.One.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true)
            .Select(endpoint => (
                endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0],
                Path(endpoint.RoutePattern.RawText!),
                endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType!))
            .Where(endpoint => endpoint.Item3 is not null)
            .OrderBy(endpoint => endpoint.Item2, StringComparer.Ordinal),
    ];

    private static string Path(string pattern) => string.Join('/', pattern.Split('/').Select(part =>
        part.Contains(":guid", StringComparison.Ordinal) ? FuzzedClinic.Alert.ToString() : part.StartsWith('{') ? FuzzedClinic.Team : part));

    /// <summary>What is right, then with one value after the other as it should not be.</summary>
    private static IEnumerable<string> Bodies(Type type)
    {
        var right = JsonSerializer.Serialize(Sample(type, ""), Web);
        yield return right;
        string[] wrong = ["1e400", "{\"a\":[[[[[[[[[0]]]]]]]]]}", "null", "\"\"", "-1", "9223372036854775807", "[]", "[null]", "{}", "\"\\ud800\"", $"\"{new string('x', 3000)}\"", "\"9999-99-99\"", "1.5"];
        foreach (var path in Leaves(JsonNode.Parse(right)!))
        {
            // By its text: what is not valid JSON must come as it is.
            var body = JsonNode.Parse(right)!;
            Set(body, path, "here");
            var text = body.ToJsonString();
            foreach (var value in wrong) yield return text.Replace("\"here\"", value, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<object[]> Leaves(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value).Select(path => (object[])[member.Key, .. path]).Prepend([member.Key])),
        JsonArray items => items.SelectMany((item, place) => Leaves(item).Select(path => (object[])[place, .. path]).Prepend([place])),
        _ => [],
    };

    private static void Set(JsonNode node, object[] path, JsonNode? value)
    {
        foreach (var step in path[..^1]) node = step is string name ? node[name]! : node[(int)step]!;
        if (path[^1] is string last) node[last] = value;
        else node[(int)path[^1]] = value;
    }

    private static object? Sample(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Sample(inner, name);
        if (type == typeof(string))
        {
            return name.ToUpperInvariant() switch
            {
                "ROLE" => "patient", "CARE" => "therapy", "START" => "2026-11-23", "FROM" => "20:00", "UNTIL" => "08:00", "DAYS" => "mon", "KIND" => "person",
                "LANGUAGE" => "en", "TIMEZONE" => "America/Denver", "LOGIN" => "somebody", "ENDPOINT" => "https://fcm.googleapis.com/fcm/send/abc", "NAME" => "A name", "END" => "2027-11-23",
                _ => FuzzedClinic.Id("dana"),
            };
        }

        if (type == typeof(byte[])) return name is "Manifest" or "Card" ? Vectors.Objects("world.json").First(bytes => bytes[0] == (name == "Card" ? 0x88 : 0x8e)) : new byte[32];
        if (type == typeof(Guid)) return FuzzedClinic.Alert;
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return name == "Version" ? 0 : 7;
        if (type == typeof(long)) return 1_795_600_000_000L;
        if (type.IsArray)
        {
            var items = Array.CreateInstance(type.GetElementType()!, 2);
            for (var i = 0; i < 2; i++) items.SetValue(Sample(type.GetElementType()!, name), i);
            return items;
        }

        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(made => made.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType, parameter.Name!))]);
    }
}
