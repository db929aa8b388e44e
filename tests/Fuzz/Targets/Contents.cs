using CareConnect.Client;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Conversations;
using Says = CareConnect.Client.Contents;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>What a message holds for its readers, and what it lets the hub read.</summary>
internal sealed class Contents : Target
{
    private static readonly Guid Alert = new("01980000-0000-7000-8000-00000000a1e7");

    public override string Name => "contents";

    public override IEnumerable<byte[]> Seeds =>
    [
        .. Vectors.Cases("plans.json", "content"),
        Says.Text("words"), Says.Details("where", "words"), Says.Location("where"),
        Says.Open(HowSoon.Now), Says.Open(HowSoon.Today, Alert), Says.Open(HowSoon.ThisWeek, Alert, new Client.SharedCue(CueLevel.Crisis, 3)),
    ];

    public override IReadOnlyList<byte[]> Words { get; } = [.. new[] { "text", "plan", "details", "location", "cc1/open" }.Select(type => new CborWriter().Text(type).ToArray()), [0x82], [0x86], [0x8a]];

    public override void Run(byte[] input)
    {
        Says.WordsOf(input);
        if (SafetyPlan.Read(input) is { } plan) Assert.Equal(input, plan.ToContent());
        if (!OpenPart.TryRead(input, out var part) || input.Length == 0) return;
        // What the hub reads is what a device wrote.
        var cue = part.Cue is { } shared ? new Client.SharedCue((CueLevel)(int)shared.Level, shared.Version) : (Client.SharedCue?)null;
        Assert.Equal(input.Length, Says.Open((HowSoon)(int)part.Soon, part.Alert, cue).Length);
    }
}
