using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CareConnect.Load;

/// <summary>One of the ratios to reach.</summary>
internal sealed record Goal(string Figure, string Reach, double Median, double Least, double Most, bool Reached)
{
    public static Goal AtLeast(string figure, Sample ratio, double least) => Of(figure, ratio, string.Create(CultureInfo.InvariantCulture, $"at least {least:0.00}"), ratio.Median >= least);

    public static Goal AtMost(string figure, Sample ratio, double most) => Of(figure, ratio, string.Create(CultureInfo.InvariantCulture, $"at most {most:0.0}"), ratio.Median <= most);

    private static Goal Of(string figure, Sample ratio, string reach, bool reached) => new(figure, reach, ratio.Median, ratio.Least, ratio.Most, reached);
}

/// <summary>What one part found: its text in Markdown, and the goals it decides.</summary>
internal sealed record Section(string Title, string Text, IReadOnlyList<Goal> Goals);

/// <summary>A table in Markdown.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<string[]> rows = [];

    public Table Row(params string[] cells)
    {
        rows.Add(cells);
        return this;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("| ").AppendJoin(" | ", heads).Append(" |\n|").AppendJoin('|', heads.Select((_, at) => at == 0 ? "---" : "---:")).Append("|\n");
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        return text.ToString();
    }
}

/// <summary>The results file: each part's section, as it was found last.</summary>
internal static class Results
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>Median with the least and most of all repetitions.</summary>
    public static string Spread(Sample sample, string format = "N0") => sample.Values.Count == 1
        ? sample.Median.ToString(format, CultureInfo.InvariantCulture)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.Median.ToString(format, CultureInfo.InvariantCulture)} ({sample.Least.ToString(format, CultureInfo.InvariantCulture)} to {sample.Most.ToString(format, CultureInfo.InvariantCulture)})");

    /// <summary>Keeps a section, and writes the file anew from all that are kept.</summary>
    public static void Keep(string part, Section section, Options options)
    {
        var kept = Path.Combine(Scratch.Root, options.Quick ? "sections-quick" : "sections");
        Directory.CreateDirectory(kept);
        File.WriteAllText(Path.Combine(kept, part + ".json"), JsonSerializer.Serialize(new Kept(Setting.Now(options), section), Format));
        // What only shows that it works is no result.
        var path = options.Quick ? Path.Combine(Scratch.Root, "RESULTS-quick.md") : Repository.Path("benchmarks", "RESULTS.md");
        var sections = Parts.All.Select(known => Path.Combine(kept, known.Name + ".json")).Where(File.Exists)
            .Select(file => JsonSerializer.Deserialize<Kept>(File.ReadAllText(file))!).ToList();
        File.WriteAllText(path, Write(sections));
    }

    private static string Write(List<Kept> sections)
    {
        var text = new StringBuilder("# How fast CareConnect is\n\n");
        text.Append(
            """
            Written by `./bench`, which says how everything was measured. Every system ran in turns with the others, started afresh each time,
            on the same two cores as its database, its broker and the load generator. Figures are medians, with the least and the most of all
            repetitions in brackets; ratios are taken within each turn.

            """);
        var goals = new Table("Figure", "to reach", "ratio", "");
        foreach (var goal in sections.SelectMany(kept => kept.Section.Goals))
        {
            goals.Row(
                goal.Figure, goal.Reach,
                string.Create(CultureInfo.InvariantCulture, $"{goal.Median:0.00} ({goal.Least:0.00} to {goal.Most:0.00})"), goal.Reached ? "reached" : "not reached");
        }

        text.Append('\n').Append(goals);
        foreach (var kept in sections) text.Append("\n## ").Append(kept.Section.Title).Append("\n\n").Append(kept.Section.Text.TrimEnd()).Append("\n\n").Append(kept.Setting).Append('\n');
        return text.ToString();
    }

    private sealed record Kept(string Setting, Section Section);
}

/// <summary>When and on what it was measured.</summary>
internal static class Setting
{
    public static string Now(Options options)
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "unknown processor";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"*{TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Commit()}, {Environment.ProcessorCount} cores ({processor}), .NET {Environment.Version}, {options.Times} {(options.Times == 1 ? "repetition" : "repetitions")}.*");
    }

    private static string Commit()
    {
        using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", ["-C", Repository.Path(), "rev-parse", "--short", "HEAD"]) { RedirectStandardOutput = true })!;
        var commit = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return commit.Length == 0 ? "no commit" : $"commit {commit}";
    }
}
