using System.Diagnostics;
using System.Globalization;

namespace CareConnect.Faults.Tests;

/// <summary>Signals that .NET does not send by itself.</summary>
internal static class Signals
{
    /// <param name="signal">As <c>/bin/kill</c> takes it.</param>
    public static async Task Send(int process, string signal, CancellationToken stop)
    {
        using var kill = Process.Start("/bin/kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(stop);
    }
}
