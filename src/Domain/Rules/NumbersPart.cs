using System.Text.Json;
using CareConnect.Domain.Triage;

namespace CareConnect.Domain.Rules;

/// <summary>Reads and writes the whole numbers of a document, section by section.</summary>
internal static class NumbersPart
{
    private const char Dot = '.';

    /// <summary>All numbers by their path; those that were refused are missing.</summary>
    public static Dictionary<string, int> Read(Section root, List<PackRefusal> refusals)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in PackNumbers.All.GroupBy(number => Head(number.Path)))
            if (root.Part(part.Key) is { } section) Read(section, part.Key + Dot, part, found, lines);

        foreach (var (lower, higher) in PackNumbers.Ordered)
        {
            if (found.TryGetValue(lower, out var least) && found.TryGetValue(higher, out var most) && most < least)
                refusals.Add(new OutOfOrder(lines[higher], higher, lower));
        }

        return found;
    }

    public static void Write(Utf8JsonWriter json, RulePack pack) => Write(json, pack, "", PackNumbers.All);

    private static void Read(
        Section section, string prefix, IEnumerable<PackNumber> numbers, Dictionary<string, int> found, Dictionary<string, int> lines)
    {
        foreach (var group in numbers.GroupBy(number => Head(number.Path[prefix.Length..])))
        {
            var path = prefix + group.Key;
            if (group.First() is { } number && number.Path == path)
            {
                if (section.Whole(group.Key, number.Min, number.Max) is not { } whole) continue;
                found.Add(path, whole);
                lines.Add(path, section.LineOf(group.Key));
            }
            else if (section.Part(group.Key) is { } part)
            {
                Read(part, path + Dot, group, found, lines);
            }
        }

        section.End();
    }

    private static void Write(Utf8JsonWriter json, RulePack pack, string prefix, IEnumerable<PackNumber> numbers)
    {
        foreach (var group in numbers.GroupBy(number => Head(number.Path[prefix.Length..])))
        {
            var path = prefix + group.Key;
            if (group.First() is { } number && number.Path == path)
            {
                json.WriteNumber(group.Key, number.Of(pack));
                continue;
            }

            json.WriteStartObject(group.Key);
            Write(json, pack, path + Dot, group);
            json.WriteEndObject();
        }
    }

    private static string Head(string path) => path.IndexOf(Dot, StringComparison.Ordinal) is var dot && dot < 0 ? path : path[..dot];
}
