using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Rules;

/// <summary>
/// A rule pack as one JSON document (<c>rule-pack.schema.json</c> beside this file describes it). Every member is
/// needed and no other is allowed, so that what stands in the document is all that decides.
/// </summary>
public static partial class PackDocument
{
    /// <summary>Characters of the longest document that is read.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>Closed days of one calendar: some years of holidays.</summary>
    public const int MostClosedDays = 400;

    // Versions of the documents that ship with the program.
    private const string ProgramsOwn = "default-";

    /// <summary>The weekdays in the order of the document, Monday first.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Week =
        [.. Enumerable.Range((int)DayOfWeek.Monday, 7).Select(day => (DayOfWeek)(day % 7))];

    /// <summary>The JSON Schema of a pack.</summary>
    public static string Schema { get; } = Resource("rule-pack.schema.json");

    /// <summary>The document that ships with the program, in UTC; a clinic that has none of its own reads it in its own zone.</summary>
    public static string Default { get; } = Resource("default-1.json");

    /// <summary>Whether a clinic may call a pack of its own so: the program's own versions are left out.</summary>
    public static bool MayBeCalled(string version) =>
        Version().IsMatch(version) && !version.StartsWith(ProgramsOwn, StringComparison.Ordinal);

    /// <summary>A weekday's member in <c>hours</c>.</summary>
    public static string NameOf(DayOfWeek day) => JsonNamingPolicy.CamelCase.ConvertName(day.ToString());

    /// <summary>Reads a document strictly, and says all that is wrong with it and where.</summary>
    public static PackResult Read(string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Length > Longest) return new PackRefused([new TooLong(1)]);
        var refusals = new List<PackRefusal>();
        var root = LinedJson.Read(document, refusals);
        if (root is not (null or SectionNode)) refusals.Add(new WrongKind(root.Line, "", ValueKind.Section));
        var pack = root is SectionNode members ? Pack(new Section(members, refusals), refusals) : null;
        return pack is not null && refusals.Count == 0
            ? new PackRead(pack)
            : new PackRefused([.. refusals.OrderBy(refusal => refusal.Line)]);
    }

    /// <summary>The document of a pack, as <see cref="Read"/> takes it.</summary>
    public static string Write(RulePack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("version", pack.Version);
            json.WriteStartObject("calendar");
            CalendarPart.Write(json, pack.Calendar);
            json.WriteEndObject();
            NumbersPart.Write(json, pack);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static RulePack? Pack(Section root, List<PackRefusal> refusals)
    {
        var before = refusals.Count;
        var version = root.Text("version");
        if (version is not null && !Version().IsMatch(version.Text)) refusals.Add(new NotAVersion(version.Line));
        var calendar = root.Part("calendar") is { } part ? CalendarPart.Read(part, refusals) : null;
        var numbers = NumbersPart.Read(root, refusals);
        root.End();
        return refusals.Count > before ? null : PackNumbers.Build(version!.Text, calendar!, path => numbers[path]);
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PackDocument).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"No resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{0,39}\z")]
    private static partial Regex Version();
}
