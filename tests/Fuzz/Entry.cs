using SharpFuzz;

namespace CareConnect.Fuzz.Tests;

/// <summary>Without a verb of its own it is a test program like the others.</summary>
internal static class Entry
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["targets"]:
                foreach (var target in AllTargets.All) Console.WriteLine(target.Name);
                return 0;

            case ["seeds", var name, var folder]:
                Directory.CreateDirectory(folder);
                foreach (var (seed, number) in AllTargets.Named(name).Seeds.Select((seed, number) => (seed, number)))
                    await File.WriteAllBytesAsync(Path.Combine(folder, $"{number:D4}"), seed);
                return 0;

            case ["instrument", .. var assemblies]:
                foreach (var assembly in assemblies) Fuzzer.Instrument(assembly, _ => true, Options.Value);
                return 0;

            case ["once", var name, var file]:
                CorpusTests.Try(AllTargets.Named(name), await File.ReadAllBytesAsync(file));
                return 0;

            case ["afl", var name]:
                // Instrumented code runs only where its map is, which is inside.
                Target? fuzzed = null;
                Fuzzer.OutOfProcess.Run(stream =>
                {
                    using var bytes = new MemoryStream();
                    stream.CopyTo(bytes);
                    CorpusTests.Try(fuzzed ??= AllTargets.Named(name), bytes.ToArray());
                });
                return 0;

            default:
                return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
        }
    }
}
