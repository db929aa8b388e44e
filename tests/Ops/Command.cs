using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace CareConnect.Ops.Tests;

/// <summary>A program that runs beside the test, and what it says, line by line.</summary>
internal sealed class Command : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly SemaphoreSlim more = new(0);
    private int read;

    private Command(Process process) => this.process = process;

    /// <summary>All of it until now.</summary>
    public string Said => string.Join('\n', said);

    public static Command Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Repository.Root,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var command = new Command(new Process { StartInfo = start });
        command.process.OutputDataReceived += (_, line) => command.Keep(line.Data);
        command.process.ErrorDataReceived += (_, line) => command.Keep(line.Data);
        command.process.Start();
        command.process.BeginOutputReadLine();
        command.process.BeginErrorReadLine();
        return command;
    }

    /// <summary>Runs it to its end: its exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> Run(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var command = Start(program, arguments, environment);
        return (await command.End(), command.Said);
    }

    /// <summary>The next line that begins with this word, without it.</summary>
    public async Task<string> Line(string word)
    {
        using var patience = Patience(minutes: 3);
        while (true)
        {
            foreach (var line in said.Skip(read))
            {
                read++;
                if (line.StartsWith(word, StringComparison.Ordinal)) return line[word.Length..].Trim();
            }

            if (process.HasExited) throw new InvalidOperationException($"It ended with {process.ExitCode}:\n{Said}");
            await more.WaitAsync(TimeSpan.FromSeconds(1), patience.Token);
        }
    }

    /// <summary>Sends a signal, such as <c>TERM</c>.</summary>
    public void Signal(string signal) => Signal(process.Id, signal);

    public static void Signal(int process, string signal)
    {
        using var kill = Process.Start("/bin/kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> End()
    {
        using var patience = Patience(minutes: 3);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            // It stops what it started, which a kill would leave.
            Signal("TERM");
            if (!process.WaitForExit(TimeSpan.FromSeconds(90))) process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        more.Dispose();
    }

    private static CancellationTokenSource Patience(int minutes)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(minutes));
        return patience;
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        said.Enqueue(line);
        more.Release();
    }
}
