using Mono.Cecil;

namespace CareConnect.Architecture.Tests;

/// <summary>Who may reference whom, by the types that each assembly names.</summary>
public sealed class ReferenceTests
{
    private const string Verification = "CareConnect.Crypto.Verification";

    private static readonly Dictionary<string, string[]> May = new()
    {
        ["Domain"] = [],
        ["Protocol"] = [],
        ["Crypto"] = [],
        ["Hub"] = ["CareConnect.Domain", "CareConnect.Protocol", Verification],
        ["Client"] = ["CareConnect.Protocol", "CareConnect.Crypto"],

        // What Client hands out is said in the terms of Protocol and Crypto.
        ["Demo"] = ["CareConnect.Client", "CareConnect.Protocol", "CareConnect.Crypto"],

        // The endpoints' bodies are Protocol's.
        ["Web"] = ["CareConnect.Hub", "CareConnect.Domain", "CareConnect.Protocol"],
    };

    public static TheoryData<string> Projects => [.. May.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_what_it_may(string project)
    {
        using var module = Assemblies.Read(project);
        Assert.Equal([], Offences(module, May[project]));
    }

    [Fact]
    public void Every_project_has_its_rule() => Assert.Equal(
        May.Keys.Order(), Repository.Sources("src/", ".csproj").Select(file => Path.GetFileNameWithoutExtension(file)!).Order());

    [Fact]
    public void The_finder_sees_what_it_looks_for()
    {
        // This assembly names a type of each.
        Type[] named = [typeof(Crypto.CircleAuthor), typeof(Crypto.Verification.Hash), typeof(Client.CareClient)];
        using var module = ModuleDefinition.ReadModule(typeof(ReferenceTests).Assembly.Location);
        Assert.Equal(
            new[] { named[2].FullName!, named[0].FullName! }.Order(),
            Offences(module, May["Hub"]).Order());
    }

    [Fact]
    public void What_verifies_holds_no_private_key()
    {
        using var module = Assemblies.Read("Crypto");
        var verifying = Assemblies.Types(module).Where(type => Assemblies.Outermost(type).Namespace == Verification).ToList();
        Assert.NotEmpty(verifying);
        Assert.Equal([], verifying.SelectMany(Assemblies.TypesUsed)
            .Where(used => used.FullName == "NSec.Cryptography.Key"
                || (used.Scope is ModuleDefinition && Assemblies.Outermost(used).Namespace == "CareConnect.Crypto"))
            .Select(used => used.FullName)
            .Distinct());
    }

    [Fact]
    public void Only_the_program_knows_Serilog()
    {
        string[] others = [.. May.Keys.Where(project => project != "Web")];
        Assert.Equal([], others.Where(project =>
        {
            using var module = Assemblies.Read(project);
            return module.AssemblyReferences.Any(reference => IsSerilog(reference.Name));
        }));

        using var web = Assemblies.Read("Web");
        var knowing = Assemblies.Types(web)
            .Where(type => Assemblies.TypesUsed(type).Any(used => IsSerilog(Assemblies.AssemblyOf(used))))
            .Select(type => Assemblies.Outermost(type).FullName)
            .Distinct();
        Assert.Equal(["Program"], knowing);
    }

    private static bool IsSerilog(string assembly) => assembly.StartsWith("Serilog", StringComparison.Ordinal);

    private static string[] Offences(ModuleDefinition module, string[] allowed) => [.. Assemblies.TypesUsed(module)
        .Where(used => used.Assembly.StartsWith("CareConnect.", StringComparison.Ordinal) && used.Assembly != module.Assembly.Name.Name)
        .Where(used => !allowed.Contains(used.Assembly) && !allowed.Contains(used.Namespace))
        .Select(used => used.Name)
        .Distinct()
        .Order()];
}
