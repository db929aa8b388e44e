using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.World;

/// <summary>A person on one device, as a client would act: syncs links and circles, repairs, sends, changes.</summary>
public sealed class Actor
{
    private readonly MemoryServer _server;
    private readonly HandClock _clock;
    private readonly Entropy _entropy;
    private int _accepted;

    public Actor(string label, MemoryServer server, HandClock clock, UnlockedDevice device, RecoveryCode code, Entropy entropy, Pins? pins = null)
    {
        (Label, _server, _clock, Device, Code, _entropy) = (label, server, clock, device, code, entropy);
        Links = new LinkStore(device.Clinic, pins ?? new Pins());
        Keys = new HeldKeys(device, Links);
        Author = new CircleAuthor(Keys, clock, entropy);
        Sealer = new MessageSealer(Keys, clock, entropy);
    }

    public string Label { get; }
    public UnlockedDevice Device { get; private set; }
    public RecoveryCode Code { get; }
    public LinkStore Links { get; private set; }
    public HeldKeys Keys { get; private set; }
    public CircleAuthor Author { get; private set; }
    public MessageSealer Sealer { get; private set; }
    public Dictionary<Hash, CircleReader> Readers { get; } = [];
    public List<Applied> Results { get; } = [];
    public Hash Person => Device.Person;

    public static Actor Enrol(string label, MemoryServer server, HandClock clock, Hash? clinic)
    {
        var entropy = TestEntropy.Of(label);
        var code = new RecoveryCode(entropy);
        var key = new DeviceKey(entropy);
        var (keyring, update) = UnlockedKeyring.Enrol(key.PublicKey, [UnlockMethod.ByCode(code)], clinic, clock.Milliseconds, entropy);
        using (keyring)
        {
            Assert.Equal(Refusal.None, server.Store(update));
            return new Actor(label, server, clock, keyring.ToDevice(key), code, entropy);
        }
    }

    /// <summary>Unlocks the keyring with the recovery code, for one act.</summary>
    public UnlockedKeyring Unlock()
    {
        var keys = _server.Keys[Person];
        Assert.True(UnlockedKeyring.TryOpen(_server.Cards(Person), keys.Keyring, keys.Wraps, UnlockMethod.ByCode(Code), out var unlocked, out var refusal, _entropy), refusal.ToString());
        return unlocked;
    }

    /// <summary>A second device of the same person, with nothing but the recovery code.</summary>
    public Actor SecondDevice(string label)
    {
        var entropy = TestEntropy.Of(label);
        var key = new DeviceKey(entropy);
        using var unlocked = Unlock();
        Assert.Equal(Refusal.None, _server.Store(unlocked.AddDevice(key.PublicKey, _clock.Milliseconds)));
        return new Actor(label, _server, _clock, unlocked.ToDevice(key), Code, entropy);
    }

    /// <summary>Removes another device of this person; this one unlocks once more.</summary>
    public void RemoveDevice(PublicKey device)
    {
        using (var unlocked = Unlock())
            Assert.Equal(Refusal.None, _server.Store(unlocked.RemoveDevice(device, [UnlockMethod.ByCode(Code)], _clock.Milliseconds)));
        Reopen();
    }

    /// <summary>Starts afresh from the server and the recovery code, as after the browser evicted its storage. The signing key and pins stay.</summary>
    public void Reopen()
    {
        using (var unlocked = Unlock())
        {
            Device = unlocked.ToDevice(new DeviceKey(Device.Key.Reveal()));
            Links = new LinkStore(unlocked.Clinic, Links.Pins);
        }
        Keys = new HeldKeys(Device, Links);
        Author = new CircleAuthor(Keys, _clock, _entropy);
        Sealer = new MessageSealer(Keys, _clock, _entropy);
        Readers.Clear();
        Results.Clear();
        _accepted = 0;
    }

    public CircleReader Reader(Hash circle)
    {
        if (Readers.TryGetValue(circle, out var reader)) return reader;
        return Readers[circle] = new CircleReader(circle, Keys);
    }

    /// <summary>Takes all links, then the given circles (teams first) with the copies sealed to this person and their teams.</summary>
    public void Sync(params Hash[] circles)
    {
        for (; _accepted < _server.Accepted.Count; _accepted++)
        {
            var link = _server.Accepted[_accepted];
            var refusal = link is Card ? Links.AddCard(link.Bytes.Span) : Links.AddManifest(link.Bytes.Span);
            Assert.True(refusal == Refusal.None, $"{Label} refused {link}: {refusal}");
        }
        var teams = _server.Circles.Where(entry => entry.Value.Epochs[0].Kind == Kind.Team && entry.Value.Epochs.Any(epoch => epoch.Find(Person) is not null));
        foreach (var (team, _) in teams)
        {
            SyncOne(team, [Person]);
            Keys.Add(Reader(team));
        }
        Hash[] principals = [Person, .. Readers.Where(entry => entry.Value.Newest?.Kind == Kind.Team).Select(entry => entry.Key)];
        foreach (var circle in circles) SyncOne(circle, principals);
    }

    /// <summary>The link is built and committed; the refusal is the author's own check's, or the server's.</summary>
    public Refusal Commit(bool built, CircleLink? link, Refusal refusal) => built ? _server.Commit(link!) : refusal;

    /// <summary>Repairs until the circle is not stale, as a client does before it sends; a lost race is a reason to look again.</summary>
    public void RepairIfStale(Hash circle)
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Sync(circle);
            if (!Reader(circle).IsStale) return;
            var refusal = Author.TryRepair(Reader(circle), out var link, out var why) ? _server.Commit(link) : why;
            Assert.Contains(refusal, new[] { Refusal.None, Refusal.WrongNumber, Refusal.WrongSeen, Refusal.Stale });
        }
        Assert.Fail($"{Label} could not repair {circle}");
    }

    public Message Send(Hash circle, string text, string? id = null)
    {
        RepairIfStale(circle);
        foreach (var team in Readers.Values.Where(reader => reader.Newest?.Kind == Kind.Team).ToArray()) Assert.Equal(Refusal.None, team.StoppedBy);
        var outcome = Sealer.Seal(Reader(circle), Draft.For(Reader(circle), TestEntropy.Id(id ?? text), Text(text)));
        var sealedMessage = Assert.IsType<SealOutcome.Sealed>(outcome).Message;
        Assert.Equal(Refusal.None, _server.Post(sealedMessage.Bytes.ToArray()).Refusal);
        return sealedMessage;
    }

    /// <summary>Texts of a circle in order, as this person can read them.</summary>
    public List<string> Read(Hash circle)
    {
        Sync(circle);
        return [.. Results.OfType<MessageOpened>().Where(opened => opened.Message.Header.Circle == circle).OrderBy(opened => opened.Number).Select(opened => TextOf(opened.Content))];
    }

    public static byte[] Text(string text) => new CborWriter().Array(2).Text("text").Text(text).ToArray();

    public static string TextOf(byte[] content)
    {
        var cbor = new CborReader(content);
        Assert.True(cbor.TryArrayOf(2) && cbor.TryText(out var type) && type == "text");
        Assert.True(cbor.TryText(out var text) && cbor.AtEnd);
        return text;
    }

    private void SyncOne(Hash circle, Hash[] principals)
    {
        var reader = Reader(circle);
        foreach (var copy in _server.Circles[circle].Copies.Where(copy => principals.Contains(copy.Principal))) Results.AddRange(reader.Offer(copy));
        foreach (var entry in _server.Circles[circle].Entries.Skip((int)reader.Position)) Results.AddRange(reader.Apply(entry));
        Results.AddRange(reader.OpenCopies());
    }
}
