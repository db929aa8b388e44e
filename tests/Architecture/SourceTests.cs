using System.Text.RegularExpressions;

namespace CareConnect.Architecture.Tests;

/// <summary>What the files themselves must not be or say. What is searched for is put together here, so that this file is clean.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] Forbidden =
        ["Common", "Shared", "Core", "Helper", "Helpers", "Util", "Utils", "Utilities", "Manager", "Managers", "Misc"];

    [Fact]
    public void A_folder_is_a_capability() => Assert.Equal([], Repository.Folders
        .Where(folder => Forbidden.Contains(folder[(folder.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public void A_file_can_be_read_in_one_sitting()
    {
        var sources = Repository.Sources("src/", ".cs").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal));
        Assert.Equal([], sources.Where(file => Repository.Text(file).Split('\n').Length > 351));
    }

    [Fact]
    public void Logs_carry_no_objects() =>
        Assert.Equal([], Repository.Mentions(Repository.Sources("src/", ".cs", ".cshtml"), "{" + "@", "{" + "$"));

    [Fact]
    public void Logs_are_written_by_generated_methods_alone()
    {
        string[] projects = ["Hub", "Web", "Client"];
        Assert.Equal([], projects.SelectMany(project =>
        {
            using var module = Assemblies.Read(project);
            return module.GetMemberReferences()
                .Where(member => member.DeclaringType.FullName == "Microsoft.Extensions.Logging.LoggerExtensions" && member.Name.StartsWith("Log", StringComparison.Ordinal))
                .Select(member => $"{project}: {member.Name}")
                .ToList();
        }));
    }

    [Fact]
    public void The_banned_symbols_stay_banned_and_nothing_is_excused()
    {
        var banned = Repository.Text("BannedSymbols.txt");
        string[] symbols =
        [
            "P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.Now;", "P:System.DateTimeOffset.UtcNow;",
            "M:System.Threading.Thread.Sleep(System.Int32);", "M:System.Guid.NewGuid;", "M:System.Random.#ctor;",
        ];
        Assert.All(symbols, symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
        Assert.Equal([], Repository.Mentions(Repository.Files, "RS" + "0030", "RS" + "0031"));
        Assert.Equal([], Repository.Mentions(Repository.Sources("src/", ".csproj", ".props").Concat(Repository.Sources("tests/", ".csproj", ".props")), "IsContracts"));
    }

    [Fact]
    public void Nothing_names_the_machine_it_was_written_on() => Assert.Equal(
        [], Repository.Mentions(Repository.Files, "/wo" + "rk/", "/ro" + "ot/", "/opt/nu" + "get", ".lib" + "rary/"));

    [Fact]
    public void Locked_packages_name_no_host() => Assert.Equal([], Repository.Sources("", "package-lock.json", "packages.lock.json")
        .SelectMany(file => Address().Matches(Repository.Text(file)).Select(match => $"{file} {match.Value}")));

    [Fact]
    public void The_finder_sees_what_it_looks_for()
    {
        string[] here = ["tests/Architecture/SourceTests.cs"];
        Assert.NotEmpty(Repository.Mentions(here, "Nothing_names_the_machine"));
        Assert.Contains("src/Hub/Queue", Repository.Folders);
        Assert.Contains("src/Web/client/src", Repository.Folders);
        Assert.Contains("BannedSymbols.txt", Repository.Files);
    }

    [GeneratedRegex("\"(resolved|registry)\": *\"https?://[^\"]*")]
    private static partial Regex Address();
}
