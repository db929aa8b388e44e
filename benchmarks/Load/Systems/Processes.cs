using System.Globalization;

namespace CareConnect.Load.Systems;

/// <summary>What the kernel says of processes.</summary>
internal static class Processes
{
    // USER_HZ: a constant of the kernel's interface on every architecture .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>These processes and all that they started.</summary>
    public static List<int> WithChildren(IEnumerable<int> roots)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Stat(id) is { } stat)
                parents[id] = int.Parse(stat[1], CultureInfo.InvariantCulture);
        }

        var found = roots.ToHashSet();
        while (parents.Where(pair => found.Contains(pair.Value)).Any(pair => found.Add(pair.Key)))
        {
        }

        return [.. found];
    }

    /// <summary>Seconds of processor time that these processes have used.</summary>
    public static double ProcessorSeconds(IEnumerable<int> ids) => ids.Sum(id =>
        Stat(id) is { } stat ? (long.Parse(stat[11], CultureInfo.InvariantCulture) + long.Parse(stat[12], CultureInfo.InvariantCulture)) / TicksPerSecond : 0);

    /// <summary>Bytes of memory that these processes alone hold: resident, without what is shared with other programs or files.</summary>
    public static long PrivateBytes(IEnumerable<int> ids) => ids.Sum(id => Status(id, "RssAnon:"));

    /// <summary>The most that these processes ever held at a time, shared or not.</summary>
    public static long PeakBytes(IEnumerable<int> ids) => ids.Sum(id => Status(id, "VmHWM:"));

    private static long Status(int id, string field) =>
        File.ReadLines($"/proc/{id}/status").Where(line => line.StartsWith(field, StringComparison.Ordinal))
            .Sum(line => 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));

    // Fields of proc(5)'s stat from the third on: state, parent, …
    private static string[]? Stat(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
