using System.Diagnostics;
using CareConnect.Domain.Rules;

namespace CareConnect.Web.Tests.Rules;

/// <summary>The program as who starts it sees it: its words and its exit code.</summary>
public sealed class ConsoleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("careconnect-console-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_bad_rule_pack_stops_the_start_and_each_line_is_said()
    {
        var file = Path.Combine(folder, "rules.json");
        await File.WriteAllTextAsync(file, PackDocument.Default
            .Replace("default-1", "ours").Replace("\"acknowledgeMinutes\": 5", "\"acknowledgeMinutes\": 0").Replace("Etc/UTC", "Etc/Nowhere"),
            TestContext.Current.CancellationToken);

        var (code, said) = await Run("--Rules:Pack", file);
        Assert.Equal(1, code);
        Assert.Contains($"did not start: the rule pack {file} (setting Rules:Pack) is refused.", said);
        Assert.Contains("Line 4: there is no time zone “Etc/Nowhere”.", said);
        Assert.Contains("Line 31: “clocks.crisis.acknowledgeMinutes” takes a whole number from 1 to 5.", said);
        Assert.DoesNotContain("   at ", said);

        (code, said) = await Run("--Rules:Pack", Path.Combine(folder, "nothing.json"));
        Assert.Equal(1, code);
        Assert.Contains("cannot be read", said);
    }

    [Fact]
    public async Task A_replay_says_how_many_came_out_the_same()
    {
        var (code, said) = await Run("replay");
        Assert.Equal(2, code);
        Assert.Contains("Start the program there once first.", said);

        await using (var clinic = new ClinicHost(new() { ["Data"] = folder }))
            await clinic.Browser().Page("/sign-in");
        (code, said) = await Run("replay");
        Assert.Equal((0, true), (code, said.Contains("0 decisions replayed, 0 equal, 0 different.", StringComparison.Ordinal)));
    }

    private async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "CareConnect.Web.dll"), .. arguments, "--Data", folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        })!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        return (process.ExitCode, await said + await wrong);
    }
}
