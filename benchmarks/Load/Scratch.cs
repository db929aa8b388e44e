using System.Diagnostics;
using System.Globalization;

namespace CareConnect.Load;

/// <summary>Folders of a run, on the disk that the repository is on: the same for every system.</summary>
internal static class Scratch
{
    private static int last;

    public static string Root { get; } = Repository.Path("artifacts", "bench");

    /// <summary>How many connect at a time.</summary>
    public static ParallelOptions Width { get; } = new() { MaxDegreeOfParallelism = 16 };

    public static string New(string name)
    {
        var folder = Path.Combine(Root, "runs", string.Create(CultureInfo.InvariantCulture, $"{name}-{Environment.ProcessId}-{Interlocked.Increment(ref last)}"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    public static void Copy(string from, string to)
    {
        using var copy = Process.Start("/bin/cp", ["-a", from, to]);
        copy.WaitForExit();
        if (copy.ExitCode != 0) throw new IOException($"{from} could not be copied to {to}.");
    }
}

/// <summary>The checkout that this was built from.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "CareConnect.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The load generator runs from inside the checkout.");
    }
}
