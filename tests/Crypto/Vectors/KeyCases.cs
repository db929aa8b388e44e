using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Runs the cases that open something, and those that give a value.</summary>
public static class KeyCases
{
    /// <summary>The refusal, or null for an op that is not one of these.</summary>
    public static Refusal? Run(VectorCase c) => c.Op switch
    {
        "open" => Open(c),
        "copy" => Copy(c),
        "wrap" => WrapCase(c),
        "unlock" => Unlock(c),
        "padding" => Padding(c),
        "messageOpen" => MessageOpen(c),
        _ => null,
    };

    /// <summary>The whole reading of a circle, as the case's <c>expect</c> writes it.</summary>
    public static JsonArray Read(VectorCase c)
    {
        var store = new LinkStore(c.Hash("clinic"), new Pins());
        foreach (var bytes in c.AllNamed("links"))
            Assert.Equal(Refusal.None, Card.TryDecode(bytes, out _, out _) ? store.AddCard(bytes) : store.AddManifest(bytes));
        using var device = new UnlockedDevice(c.Hash("person"), new DeviceKey(c.Bytes("device")), [.. c.Texts("seeds").Select(seed => new ReceivingSeed(Convert.FromHexString(seed)))], c.Hash("clinic"));
        using var keys = new HeldKeys(device, store);
        foreach (var team in c.Each("teams"))
        {
            var reader = new CircleReader(team.Hash("circle"), keys);
            Apply(reader, team);
            keys.Add(reader);
        }
        using var circle = new CircleReader(c.Hash("circle"), keys);
        return new JsonArray([.. Apply(circle, c).Select(Describe)]);
    }

    public static List<Applied> Apply(CircleReader reader, VectorCase c)
    {
        var results = new List<Applied>();
        foreach (var copy in c.Each("copies")) results.AddRange(reader.Offer(new SealedCopy(copy.Number("epoch"), copy.Hash("principal"), copy.Named("bytes"))));
        foreach (var entry in c.Each("entries")) results.AddRange(reader.Apply(new LogEntry(entry.Number("number"), entry.Named("object"), entry.Number("time"))));
        return results;
    }

    public static JsonNode Describe(Applied applied)
    {
        var described = new JsonObject { ["number"] = applied.Number, ["type"] = applied.GetType().Name };
        switch (applied)
        {
            case EpochStarted started:
                described["epoch"] = started.Manifest.N;
                break;
            case MessageOpened opened:
                described["content"] = VectorFile.Hex(opened.Content);
                described["marks"] = new JsonArray([.. Enum.GetValues<Marks>().Where(mark => mark != Marks.None && opened.Marks.HasFlag(mark)).Select(mark => (JsonNode)mark.ToString())]);
                break;
            case CopyRefused copy:
                described["epoch"] = copy.Epoch;
                described["refusal"] = copy.Refusal.ToString();
                break;
            case Placeholder placeholder:
                described["refusal"] = placeholder.Refusal.ToString();
                break;
            case CircleStopped stopped:
                described["refusal"] = stopped.Refusal.ToString();
                break;
            case Gap gap:
                described["next"] = gap.Next;
                break;
        }
        return described;
    }

    private static Refusal Open(VectorCase c)
    {
        using var seed = new ReceivingSeed(c.Bytes("seed"));
        if (!Hpke.TryOpen(seed, c.Bytes("info"), c.Bytes("sealed"), out var plaintext)) return Refusal.DoesNotOpen;
        Assert.Equal(c.Text("plaintext"), VectorFile.Hex(plaintext));
        return Refusal.None;
    }

    private static Refusal Copy(VectorCase c)
    {
        var epochs = c.AllNamed("epochs").Select(RuleCases.Manifest).ToArray();
        using var seed = new ReceivingSeed(c.Bytes("seed"));
        var refusal = SealedCopy.TryOpen(c.Named("copy"), epochs[^1].Find(c.Hash("principal"))!, seed, epochs, out var secrets);
        if (refusal == Refusal.None) Assert.Equal(c.Texts("secrets"), secrets.Select(secret => VectorFile.Hex(secret.Secret.Reveal())));
        else Assert.Empty(secrets);
        return refusal;
    }

    private static Refusal WrapCase(VectorCase c)
    {
        UnlockMethod? by = null;
        if (c.Number("method") == 1)
        {
            Assert.True(RecoveryCode.TryParse(c.Text("code"), out var code));
            by = UnlockMethod.ByCode(code);
        }
        by ??= UnlockMethod.ByPasskey(c.Bytes("credential"), c.Bytes("prf"));
        if (!Wrap.TryOpen(c.Bytes("wrap"), c.Hash("person"), by, out var key, out var refusal)) return refusal;
        Assert.Equal(c.Text("key"), VectorFile.Hex(key.Reveal()));
        return Refusal.None;
    }

    private static Refusal Unlock(VectorCase c)
    {
        if (!RecoveryCode.TryParse(c.Text("code"), out var code)) return Refusal.WrongCode;
        if (!UnlockedKeyring.TryOpen(RuleCases.Cards(c.AllNamed("cards")), c.Bytes("keyring"), [.. c.Texts("wraps").Select(Convert.FromHexString)], UnlockMethod.ByCode(code), out var unlocked, out var refusal)) return refusal;
        using var device = unlocked.ToDevice(new DeviceKey(TestEntropy.Of("any device")));
        Assert.Equal(c.Texts("seeds"), device.Seeds.Select(seed => VectorFile.Hex(seed.Reveal())));
        Assert.Equal(c.OptionalHash("clinic"), device.Clinic);
        return Refusal.None;
    }

    private static Refusal Padding(VectorCase c)
    {
        if (!Padme.TryUnpad(c.Bytes("padded"), out var content)) return Refusal.BadPadding;
        Assert.Equal(c.Text("content"), VectorFile.Hex(content));
        Assert.Equal(c.Text("padded"), VectorFile.Hex(Padme.Pad(content)));
        return Refusal.None;
    }

    private static Refusal MessageOpen(VectorCase c)
    {
        if (!Message.TryDecode(c.Named("message"), out var message, out var refusal)) return refusal;
        using var secret = new CircleSecret(c.Bytes("secret"));
        refusal = MessageCipher.TryOpen(secret, message, out var content);
        if (refusal == Refusal.None) Assert.Equal(c.Text("content"), VectorFile.Hex(content));
        return refusal;
    }
}
