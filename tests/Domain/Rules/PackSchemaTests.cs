using System.Text.Json;
using System.Text.RegularExpressions;
using CareConnect.Domain.Rules;

namespace CareConnect.Domain.Tests.Rules;

/// <summary>The schema, which people and their editors read, says what the reader does.</summary>
public sealed class PackSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(PackDocument.Schema).RootElement;

    [Fact]
    public void Every_number_has_the_readers_bounds() => Assert.All(PackNumbers.All, number =>
    {
        var at = number.Path.Split('.').Aggregate(Schema, (part, member) => part.GetProperty("properties").GetProperty(member));
        Assert.Equal("integer", at.GetProperty("type").GetString());
        Assert.Equal((number.Min, number.Max), (at.GetProperty("minimum").GetInt32(), at.GetProperty("maximum").GetInt32()));
        Assert.NotEmpty(at.GetProperty("description").GetString()!);
    });

    [Fact]
    public void It_has_no_number_that_the_reader_does_not_know() =>
        Assert.Equal(PackNumbers.All.Select(number => number.Path).Order(), Numbers(Schema, "").Order());

    [Fact]
    public void Every_member_is_needed_and_no_other_allowed_but_days_of_the_week()
    {
        Assert.All(Sections(Schema), section =>
        {
            Assert.False(section.GetProperty("additionalProperties").GetBoolean());
            var members = section.GetProperty("properties").EnumerateObject().Select(member => member.Name).ToList();
            if (members.Contains("monday")) Assert.Equal(PackDocument.Week.Select(PackDocument.NameOf), members);
            else Assert.Equal(members, section.GetProperty("required").EnumerateArray().Select(member => member.GetString()));
        });
    }

    [Theory]
    [InlineData("2026-11-24.2", true)]
    [InlineData("Summer", false)]
    [InlineData("-a", false)]
    public void A_version_looks_alike_to_both(string version, bool good)
    {
        Assert.Equal(good, Regex.IsMatch(version, Schema.GetProperty("properties").GetProperty("version").GetProperty("pattern").GetString()!));
        Assert.Equal(good, PackDocument.Read(PackDocument.Default.Replace("default-1", version, StringComparison.Ordinal)) is PackRead);
    }

    private static IEnumerable<JsonElement> Sections(JsonElement at) => at.TryGetProperty("properties", out var members)
        ? members.EnumerateObject().SelectMany(member => Sections(member.Value)).Prepend(at)
        : [];

    private static IEnumerable<string> Numbers(JsonElement at, string path) => at.TryGetProperty("properties", out var members)
        ? members.EnumerateObject().SelectMany(member => Numbers(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
        : at.TryGetProperty("type", out var type) && type.GetString() == "integer" ? [path] : [];
}
