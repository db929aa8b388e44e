using CareConnect.Hub.Backplane;
using Microsoft.AspNetCore.SignalR;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>What comes from Redis, which other programs may write to.</summary>
internal sealed class Envelopes : Target
{
    public override string Name => "envelope";

    public override IEnumerable<byte[]> Seeds =>
    [
        new Envelope(Node, EnvelopeKind.Message, ["one", "another"], [new SerializedMessage("messagepack", new byte[40])]).ToBytes(),
        new Envelope(Node, EnvelopeKind.Join, ["group"], []).ToBytes(),
        new Envelope(Node, EnvelopeKind.End, [], []).ToBytes(),
    ];

    public override IReadOnlyList<byte[]> Words { get; } = [[0xdd, 0xff, 0xff, 0xff, 0xff], [0xdf, 0x7f, 0xff, 0xff, 0xff], [0xc6, 0x7f, 0xff, 0xff, 0xff], [0xc0], [0xd9]];

    private static NodeId Node => new([.. Enumerable.Repeat((byte)7, 16)]);

    public override void Run(byte[] input)
    {
        if (!Envelope.TryRead(input, out var envelope)) return;
        Assert.True(Envelope.TryRead(envelope.ToBytes(), out var again));
        Assert.Equal((envelope.Node, envelope.Kind), (again.Node, again.Kind));
        Assert.Equal(envelope.Names, again.Names);
        Assert.Equal(envelope.Messages.Select(message => message.ProtocolName), again.Messages.Select(message => message.ProtocolName));
    }
}
