using System.Globalization;
using System.Runtime.CompilerServices;

namespace CareConnect.Fuzz.Tests;

/// <summary>
/// Every seed, everything that was found before, and mutations of both: nothing throws, hangs or asks for more memory than
/// the size of the input explains. A seed again, or another: <c>CARECONNECT_FUZZ_SEED</c>; longer: <c>CARECONNECT_FUZZ_TIMES</c>.
/// </summary>
public sealed class CorpusTests
{
    private static readonly int Seed = Setting("CARECONNECT_FUZZ_SEED", 20261124);
    private static readonly int Times = Setting("CARECONNECT_FUZZ_TIMES", 1);

    public static TheoryData<string> Names => [.. AllTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_that_a_stranger_sends_breaks_it(string name)
    {
        var target = AllTargets.Named(name);
        List<byte[]> corpus = [.. target.Seeds, .. Found(name)];
        foreach (var input in corpus) Try(target, input);
        var mutator = new Mutator(Seed, corpus, target.Words);
        for (var i = 0; i < target.Mutations * Times; i++) Try(target, mutator.Next());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_target_has_seeds_and_they_stay_the_same(string name)
    {
        var target = AllTargets.Named(name);
        Assert.NotEmpty(target.Seeds);
        Assert.Equal(target.Seeds.Select(Convert.ToHexString), target.Seeds.Select(Convert.ToHexString));
    }

    [Fact]
    public void The_same_seed_makes_the_same_mutations()
    {
        byte[][] seeds = [[1, 2, 3], [4, 5, 6, 7]];
        Mutator one = new(Seed, seeds, []), again = new(Seed, seeds, []), other = new(Seed + 1, seeds, []);
        List<string> Hundred(Mutator mutator) => [.. Enumerable.Range(0, 100).Select(_ => Convert.ToHexString(mutator.Next()))];
        var first = Hundred(one);
        Assert.Equal(first, Hundred(again));
        Assert.NotEqual(first, Hundred(other));
        Assert.True(first.Distinct().Count() > 80);
    }

    internal static void Try(Target target, byte[] input)
    {
        var allowed = target.Allowed(input.Length);
        // What the program makes once, it makes in the first run.
        if (Run(target, input) > allowed && Run(target, input) is var allocated && allocated > allowed)
            throw new FoundException(target, input, $"{allocated} bytes allocated for an input of {input.Length}, which explains {allowed}", null);
    }

    private static long Run(Target target, byte[] input)
    {
        var before = target.Allocated;
        try
        {
            target.Run(input);
        }
        catch (Exception exception)
        {
            throw new FoundException(target, input, exception.Message, exception);
        }

        return target.Allocated - before;
    }

    private static IEnumerable<byte[]> Found(string name)
    {
        var folder = Path.Combine(Here(), "Found", name);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

/// <summary>Says what to put into <c>tests/Fuzz/Found</c>.</summary>
public sealed class FoundException(Target target, byte[] input, string what, Exception? inner)
    : Exception($"{target.Name}: {what}\nInput, base64: {Convert.ToBase64String(input)}", inner);
