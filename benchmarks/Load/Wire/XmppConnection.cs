using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace CareConnect.Load.Wire;

/// <summary>
/// A client of XMPP by TCP: plain SASL, one resource, and stream management (XEP-0198), by which a server acknowledges that it
/// has taken a stanza over.
/// </summary>
internal abstract class XmppConnection : Connection
{
    private const string Head = "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

    private readonly Channel<string> greeting = Channel.CreateUnbounded<string>();
    private readonly Queue<(int Thread, int Sequence)?> unacknowledged = new();
    private long acknowledged;
    private long taken;
    private volatile bool ready;

    /// <summary>Registers the account, if it is not there, and signs in.</summary>
    public async Task Open(int port, string name)
    {
        await Dial(port);
        await Stream();
        Say($"<iq type='set' id='register'><query xmlns='jabber:iq:register'><username>{name}</username><password>{name}</password></query></iq>");
        await Answer("<iq");
        var proof = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{name}\0{name}"));
        Say($"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{proof}</auth>");
        await Answer("<success");
        await Stream();
        Say("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>load</resource></bind></iq>");
        await Answer("<iq");
        Say("<enable xmlns='urn:xmpp:sm:3'/>");
        await Answer("<enabled");
        lock (unacknowledged)
        {
            unacknowledged.Enqueue(null);
        }

        ready = true;
        Say("<presence/>");
    }

    /// <summary>Sends a chat message, and asks whether the server has it.</summary>
    protected void Post(int thread, int sequence, string to, string text)
    {
        var stanza = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"<message to='{to}@localhost' type='chat' id='{thread}-{sequence}'><body>{text}</body></message><r xmlns='urn:xmpp:sm:3'/>"));
        // In the queue as they go out: the server counts them.
        lock (unacknowledged)
        {
            unacknowledged.Enqueue((thread, sequence));
            Send(stanza);
        }
    }

    protected abstract void Acknowledged(int thread, int sequence);

    protected abstract void Came(int thread, int sequence);

    protected override int Take(ReadOnlySpan<byte> bytes)
    {
        var done = 0;
        while (Stanzas.First(bytes[done..]) is var length and > 0)
        {
            One(bytes.Slice(done, length).TrimStart(" \r\n\t"u8));
            done += length;
        }

        return done;
    }

    protected override void Lost(Exception exception) => greeting.Writer.TryComplete(exception);

    private void One(ReadOnlySpan<byte> stanza)
    {
        if (stanza.StartsWith("<stream:error"u8) || stanza.StartsWith("</stream:stream"u8)) throw new IOException($"The server ended the stream: {Encoding.UTF8.GetString(stanza)}");
        if (!ready)
        {
            if (!stanza.StartsWith("<stream:stream"u8) && !stanza.StartsWith("<?xml"u8)) greeting.Writer.TryWrite(Encoding.UTF8.GetString(stanza));
            return;
        }

        if (stanza.StartsWith("<a "u8)) Handled(long.Parse(Stanzas.Attribute(stanza, "h"u8), CultureInfo.InvariantCulture));
        else if (stanza.StartsWith("<r "u8)) Say(string.Create(CultureInfo.InvariantCulture, $"<a xmlns='urn:xmpp:sm:3' h='{taken}'/>"));
        else
        {
            taken++;
            if (!stanza.StartsWith("<message"u8)) return;
            if (Stanzas.Attribute(stanza, "type"u8).SequenceEqual("error"u8)) throw new IOException($"Refused: {Encoding.UTF8.GetString(stanza)}");
            var id = Stanzas.Attribute(stanza, "id"u8);
            var dash = id.IndexOf((byte)'-');
            if (dash > 0) Came(int.Parse(id[..dash], CultureInfo.InvariantCulture), int.Parse(id[(dash + 1)..], CultureInfo.InvariantCulture));
        }
    }

    private void Handled(long count)
    {
        while (acknowledged < count)
        {
            (int Thread, int Sequence)? message;
            lock (unacknowledged)
            {
                message = unacknowledged.Dequeue();
            }

            acknowledged++;
            if (message is var (thread, sequence)) Acknowledged(thread, sequence);
        }
    }

    private async Task Stream()
    {
        Say(Head);
        await Answer("<stream:features");
    }

    private async Task Answer(string begins)
    {
        while (true)
        {
            var stanza = await greeting.Reader.ReadAsync();
            if (stanza.StartsWith("<presence", StringComparison.Ordinal)) continue;
            if (!stanza.StartsWith(begins, StringComparison.Ordinal) || stanza.Contains("type='error'", StringComparison.Ordinal))
                throw new IOException($"Not the answer that was waited for ({begins}): {stanza}");
            return;
        }
    }

    private void Say(string text) => Send(Encoding.UTF8.GetBytes(text));
}
