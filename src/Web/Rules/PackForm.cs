using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;

namespace CareConnect.Web.Rules;

/// <summary>
/// The common values of a rule pack as they are typed. It checks nothing: what was typed becomes a document, and the
/// document's one strict reader says what is wrong with it.
/// </summary>
public sealed class PackForm
{
    private const string Opens = "opens", Closes = "closes";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> typed = new(StringComparer.Ordinal);

    /// <summary>What stands in a field; empty when nothing does.</summary>
    public string this[string field] => typed.GetValueOrDefault(field, "");

    /// <summary>The field of the moment at which a weekday opens or closes.</summary>
    public static string HoursField(DayOfWeek day, bool opens) => $"hours:{PackDocument.NameOf(day)}:{(opens ? Opens : Closes)}";

    /// <summary>The values of a pack, under the name of a new version.</summary>
    public static PackForm Of(RulePack pack, string version)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var form = new PackForm { typed = { ["version"] = version, ["timeZone"] = pack.Calendar.Zone.Id } };
        foreach (var day in PackDocument.Week)
        {
            form.typed[HoursField(day, opens: true)] = Time(pack.Calendar.HoursOf(day)?.Open);
            form.typed[HoursField(day, opens: false)] = Time(pack.Calendar.HoursOf(day)?.Close);
        }

        form.typed["closedDays"] = string.Join('\n', pack.Calendar.ClosedDays.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        foreach (var number in PackNumbers.All) form.typed[number.Path] = number.Of(pack).ToString(CultureInfo.InvariantCulture);
        return form;
    }

    /// <summary>What was sent.</summary>
    public static PackForm Of(IFormCollection sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var form = new PackForm();
        foreach (var (name, value) in sent) form.typed[name] = value.ToString().Trim();
        return form;
    }

    /// <summary>A name for the next version: the day at the clinic, and a number when the day has had one.</summary>
    public static string NextVersion(DateOnly today, IEnumerable<string> taken)
    {
        var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var used = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, used.Count + 1).Select(count => count == 1 ? day : $"{day}.{count}").First(name => !used.Contains(name));
    }

    /// <summary>The document that says what was typed.</summary>
    public string ToDocument()
    {
        var hours = new JsonObject();
        foreach (var day in PackDocument.Week)
        {
            var (opens, closes) = (this[HoursField(day, opens: true)], this[HoursField(day, opens: false)]);
            if (opens.Length + closes.Length > 0) hours[PackDocument.NameOf(day)] = new JsonObject { [Opens] = opens, [Closes] = closes };
        }

        var closed = this["closedDays"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var root = new JsonObject
        {
            ["version"] = this["version"],
            ["calendar"] = new JsonObject { ["timeZone"] = this["timeZone"], ["hours"] = hours, ["closedDays"] = new JsonArray([.. closed.Select(day => JsonValue.Create(day))]) },
        };
        foreach (var number in PackNumbers.All) Put(root, number.Path.Split('.'), Number(this[number.Path]));
        return root.ToJsonString(Indented) + "\n";
    }

    private static void Put(JsonObject part, string[] path, JsonNode value)
    {
        foreach (var member in path[..^1]) part = (JsonObject)(part[member] ??= new JsonObject());
        part[path[^1]] = value;
    }

    // What is no number stays the text that it is, and is refused as that.
    private static JsonValue Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);

    private static string Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";
}
