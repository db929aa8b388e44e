using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CareConnect.Load.Founding;
using CareConnect.Load.Systems;

namespace CareConnect.Load.Measures;

/// <summary>Where a node's processor time goes under the closed loop, by Debian's linux-perf. Writes no results.</summary>
internal static partial class Profile
{
    // The map of compiled methods; without double mapping, which hides them from perf.
    private static readonly Dictionary<string, string> Named = new() { ["DOTNET_PerfMapEnabled"] = "1", ["DOTNET_EnableWriteXorExecute"] = "0" };

    public static async Task Run(Options options)
    {
        var contender = options.Parts.Contains("postgres") ? CareConnectNodes.OnPostgres : options.Parts.Contains("two") ? CareConnectNodes.Two : CareConnectNodes.OnSqlite;
        var workload = await Clinics.For(100, 160_000, contender.Store);
        await using var running = await contender.Start(workload, Named);
        var recorder = new Recorder(workload.Cast.Patients, contender.Supply(workload));
        await using var fleet = await ((IRunning)running).Connect(recorder);
        // Before that much of what it does is to compile itself.
        var (warm, window) = (TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(options.Quick ? 3 : 8));
        var loop = ClosedLoop.Measure(running, fleet, recorder, warm, window);
        await Task.Delay(warm);
        var data = Path.Combine(Scratch.Root, "perf.data");
        var seconds = (window.TotalSeconds - 1).ToString(CultureInfo.InvariantCulture);
        await Perf("record", "-F", "499", "-g", "-o", data, "-p", string.Join(',', running.Processes), "--", "sleep", seconds);
        var figures = await loop;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figures.PerSecond:N0} msg/s, {figures.ServerMicroseconds:N0} µs a message  {figures.Faults}"));
        Console.WriteLine(string.Join('\n', (await Perf("report", "-i", data, "--no-children", "--sort", "dso", "-g", "none", "--stdio", "--percent-limit", "1"))
            .Split('\n').Where(line => line.Contains('%', StringComparison.Ordinal) && !line.StartsWith('#'))));
        // While the process lives, so that its map of compiled methods is complete.
        foreach (var (name, way) in new[] { ("self", "--no-children"), ("with-what-it-calls", "--children") })
        {
            var path = Path.Combine(Scratch.Root, $"profile-{name}.txt");
            var lines = Methods(await Perf("report", "-i", data, way, "--sort", "symbol", "-g", "none", "--stdio", "--percent-limit", "0.05"));
            await File.WriteAllLinesAsync(path, lines);
            Console.WriteLine($"  {path}");
        }
    }

    // A method is compiled several times while it gets warm: its shares are one share.
    private static IEnumerable<string> Methods(string report) => report.Split('\n')
        .Select(line => Symbol().Match(line)).Where(match => match.Success)
        .Select(match => (Share: double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), Name: Name(match.Groups[2].Value.Trim())))
        .GroupBy(symbol => symbol.Name)
        .Select(method => (Share: method.Sum(symbol => symbol.Share), method.Key))
        .OrderByDescending(method => method.Share).Take(400)
        .Select(method => string.Create(CultureInfo.InvariantCulture, $"{method.Share,6:F2}%  {method.Key}"));

    private static string Name(string symbol) => Method().Match(symbol) is { Success: true } method ? method.Value : symbol;

    [GeneratedRegex(@"^\s+([0-9.]+)%(?:\s+[0-9.]+%)?\s+(\[[k.]\] .*?)\s*(?:-\s+-\s*)?$")]
    private static partial Regex Symbol();

    [GeneratedRegex(@"[^\s\]]+::[^\s(\[]+")]
    private static partial Regex Method();

    private static async Task<string> Perf(params string[] arguments)
    {
        using var perf = Process.Start(new ProcessStartInfo("perf", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (perf.StandardOutput.ReadToEndAsync(), perf.StandardError.ReadToEndAsync());
        await perf.WaitForExitAsync();
        if (perf.ExitCode != 0) throw new InvalidOperationException($"perf failed (Debian: linux-perf):\n{await error}");
        return await output;
    }
}
