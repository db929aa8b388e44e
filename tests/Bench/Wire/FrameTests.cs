using System.Text;
using CareConnect.Load.Wire;

namespace CareConnect.Bench.Tests.Wire;

public sealed class FrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void A_frame_is_read_once_it_is_all_there(int length)
    {
        // What a server sends is what a client sends without the masking key.
        var sent = WebSocketFrame.Binary(new byte[length]);
        var head = sent.Length - 4 - length;
        byte[] received = [.. sent[..head], .. new byte[length]];
        received[1] &= 0x7f;
        for (var there = 0; there < Math.Min(head, received.Length); there++) Assert.False(WebSocketFrame.TryRead(received.AsSpan(0, there), out _, out _, out _, out _));
        if (length > 0) Assert.False(WebSocketFrame.TryRead(received.AsSpan(0, received.Length - 1), out _, out _, out _, out _));
        Assert.True(WebSocketFrame.TryRead([.. received, 0x82], out var last, out var code, out var at, out var size));
        Assert.Equal((true, WebSocketFrame.BinaryCode, head, length), (last, code, at, size));
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><stream:stream id='1'>", true)]
    [InlineData("<message id='3-4'><body>x</body></message>", true)]
    [InlineData("<a xmlns='urn:xmpp:sm:3' h='4'/>", true)]
    [InlineData("\n <presence/>", true)]
    [InlineData("<message id='3-4'><body>x</body>", false)]
    [InlineData("<message id='3-4'><body>x</body></mess", false)]
    [InlineData("<iq><bind><jid>a</jid></bind></iq>", true)]
    [InlineData(" ", false)]
    public void A_stanza_is_cut_out_once_it_is_all_there(string text, bool whole)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(whole ? bytes.Length : 0, Stanzas.First(bytes));
        if (whole) Assert.Equal(bytes.Length, Stanzas.First([.. bytes, .. "<message"u8]));
    }

    [Theory]
    [InlineData("<message to='a' id='3-4'>", "id", "3-4")]
    [InlineData("<message to=\"a\" id=\"3-4\">", "id", "3-4")]
    [InlineData("<message xid='no' id='3-4'>", "id", "3-4")]
    [InlineData("<message to='a'><x id='inner'/>", "id", "")]
    public void An_attribute_is_the_stanzas_own(string stanza, string name, string value) =>
        Assert.Equal(value, Encoding.UTF8.GetString(Stanzas.Attribute(Encoding.UTF8.GetBytes(stanza), Encoding.UTF8.GetBytes(name))));
}
