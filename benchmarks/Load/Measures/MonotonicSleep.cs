using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CareConnect.Load.Measures;

/// <summary>Sleeps until a moment of the clock that Stopwatch reads, to some tens of microseconds: a timer of .NET has milliseconds.</summary>
internal static partial class MonotonicSleep
{
    private const int Monotonic = 1;
    private const int Absolute = 1;
    private const int Interrupted = 4;

    public static void Until(long timestamp)
    {
        if (Stopwatch.GetTimestamp() >= timestamp) return;
        var until = new Time { Seconds = timestamp / 1_000_000_000, Nanoseconds = timestamp % 1_000_000_000 };
        int error;
        while ((error = Sleep(Monotonic, Absolute, until, IntPtr.Zero)) != 0)
        {
            if (error != Interrupted) throw new InvalidOperationException($"clock_nanosleep: {error}");
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int Sleep(int clock, int flags, in Time until, IntPtr rest);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
