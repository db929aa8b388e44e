using CareConnect.Hub.Backplane;
using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>What comes from Redis, which other programs may write to.</summary>
internal sealed class BackplaneFrames : Target
{
    public override string Name => "backplane";

    public override IEnumerable<byte[]> Seeds =>
    [
        .. new Frame[]
        {
            new Frame.Here(Node, 7), new Frame.Change(Node, 8, [1, 2], [3]), new Frame.Gone(Node), new Frame.Ask(Node), new Frame.Needs(Node, 9, [4, 5, 6]),
            new Frame.Pushes(Node,
            [
                new Envelope(["user:1", "everyone"], EnvelopeKind.Message, ["one", "another"], [new SerializedMessage("messagepack", new byte[40])]),
                new Envelope(["connection:1"], EnvelopeKind.Join, ["group"], []), new Envelope(["user:1"], EnvelopeKind.End, [], []),
                new Envelope(["connection:1"], EnvelopeKind.Invoke, ["invocation"], [new SerializedMessage("messagepack", new byte[9])]),
            ]),
        }.Select(FrameFormat.ToBytes),
    ];

    public override IReadOnlyList<byte[]> Words { get; } = [[0xdd, 0xff, 0xff, 0xff, 0xff], [0xdf, 0x7f, 0xff, 0xff, 0xff], [0xc6, 0x7f, 0xff, 0xff, 0xff], [0xc0], [0xd9], [0x94], [0xc4, 0x08]];

    private static NodeId Node => new(7);

    public override void Run(byte[] input)
    {
        if (!FrameFormat.TryRead(input, out var frame)) return;
        // What is read is what a node could have written.
        Assert.True(FrameFormat.TryRead(FrameFormat.ToBytes(frame), out var again));
        Assert.Equal(FrameFormat.ToBytes(frame), FrameFormat.ToBytes(again));
    }
}
