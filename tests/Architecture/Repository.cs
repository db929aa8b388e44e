using System.Text;

namespace CareConnect.Architecture.Tests;

/// <summary>The repository's own files, without what is built, installed or ignored.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs =
        [".git", ".vs", ".idea", "bin", "obj", "node_modules", "dist", "/data", "/artifacts", "/src/Web/wwwroot/app", "/tests/Interop/peer"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(new DirectoryInfo(Root))];

    /// <summary>All folders that hold files, and those above them, from the root.</summary>
    public static IEnumerable<string> Folders => Files.SelectMany(Above).Distinct();

    public static IEnumerable<string> Sources(string under, params string[] endings) =>
        Files.Where(file => file.StartsWith(under, StringComparison.Ordinal) && endings.Any(end => file.EndsWith(end, StringComparison.Ordinal)));

    /// <summary>One character a byte, so that any file can be searched.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file), Encoding.Latin1);

    /// <summary>Where these texts stand: file, line, and which.</summary>
    public static List<string> Mentions(IEnumerable<string> files, params string[] texts) => [.. files.SelectMany(file =>
        Text(file).Split('\n').Select((line, index) => (line, index)).SelectMany(at =>
            texts.Where(text => at.line.Contains(text, StringComparison.Ordinal)).Select(text => $"{file}:{at.index + 1} {text}")))];

    private static IEnumerable<string> Walk(DirectoryInfo folder) => folder.EnumerateFileSystemInfos()
        .Where(entry => !NotOurs.Contains(entry.Name) && !NotOurs.Contains("/" + Relative(entry)))
        .SelectMany(entry => entry switch
        {
            { LinkTarget: not null } => [],
            DirectoryInfo inner => Walk(inner),
            _ => [Relative(entry)],
        });

    private static string Relative(FileSystemInfo entry) => Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/');

    private static IEnumerable<string> Above(string file)
    {
        for (var end = file.LastIndexOf('/'); end > 0; end = file.LastIndexOf('/', end - 1)) yield return file[..end];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CareConnect.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the repository.");
    }
}
