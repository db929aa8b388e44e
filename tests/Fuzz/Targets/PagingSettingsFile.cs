using System.Text;
using System.Text.Json;
using CareConnect.Hub.Paging;
using Microsoft.Extensions.Configuration;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>The settings by which pages go out: the program starts with them, or says in words which to put right.</summary>
internal sealed class PagingSettingsFile : Target
{
    public override string Name => "settings";

    public override IEnumerable<byte[]> Seeds { get; } = [.. new[]
    {
        """{"Paging":{"Address":"https://go.example/","Mail":{"Host":"mail.example","Port":587,"From":"care@clinic.example","Tls":true}}}""",
        """{"Paging":{"Sms":{"Url":"https://sms.example/send","SecretFile":"none"},"Voice":{"Url":"http://127.0.0.1:1/","SecretFile":"none"}}}""",
        """{"Paging":{"Push":{"Contact":"mailto:it@clinic.example","Hosts":["push.example","*.push.example"]}}}""",
    }.Select(Encoding.UTF8.GetBytes)];

    public override IReadOnlyList<byte[]> Words { get; } =
        [.. new[] { "\"", "{", "}", ":", ",", "[]", "null", "-1", "99999999999", "true", "://", "@", "[::1]", "\\u0000" }.Select(Encoding.UTF8.GetBytes)];

    public override int Mutations => 5_000;

    public override long Allowed(int length) => 512 * 1024 + 512L * length;

    public override void Run(byte[] input)
    {
        if (Settings(input) is not { } settings) return;
        try
        {
            PagingSettings.Read(settings);
        }
        catch (PagingSettingsException refused)
        {
            Assert.StartsWith("Paging:", refused.Message, StringComparison.Ordinal);
        }
    }

    // What is no JSON is the framework's to refuse.
    private static IConfigurationRoot? Settings(byte[] input)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonStream(new MemoryStream(input)).Build();
        }
        catch (Exception refused) when (refused is JsonException or FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
