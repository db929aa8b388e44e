using CareConnect.Fuzz.Tests.Targets;

namespace CareConnect.Fuzz.Tests;

/// <summary>Everything that is fuzzed.</summary>
public static class AllTargets
{
    public static IReadOnlyList<Target> All { get; } =
    [
        new SignedObjects(), new SealedParts(), new Contents(), new BackplaneFrames(), new RulePacks(), new PagingSettingsFile(), new TypedText(),
        new HubFrames(), new ApiBodies(), new PageForms(), new Requests(),
    ];

    public static Target Named(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"No target {name}. There are: {string.Join(", ", All.Select(target => target.Name))}", nameof(name));
}
