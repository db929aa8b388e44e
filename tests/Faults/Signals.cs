using System.Diagnostics;
using System.Globalization;

namespace CareConnect.Faults.Tests;

/// <summary>What .NET does not do to another process by itself.</summary>
internal static class Signals
{
    /// <param name="signal">As <c>/bin/kill</c> takes it.</param>
    public static async Task Send(int process, string signal, CancellationToken stop)
    {
        using var kill = Process.Start("/bin/kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(stop);
    }

    /// <summary>Changes a limit of a running process.</summary>
    /// <param name="limit">As <c>prlimit</c> takes it.</param>
    public static async Task Limit(int process, string limit, CancellationToken stop)
    {
        using var prlimit = Process.Start("/usr/bin/prlimit", ["--pid", process.ToString(CultureInfo.InvariantCulture), limit]);
        await prlimit.WaitForExitAsync(stop);
        if (prlimit.ExitCode != 0) throw new InvalidOperationException($"prlimit {limit} failed with {prlimit.ExitCode}");
    }
}
