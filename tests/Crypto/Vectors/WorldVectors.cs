using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using static CareConnect.Crypto.Tests.Vectors.VectorFile;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>world.json: a small clinic and everything its people read.</summary>
public static class WorldVectors
{
    public static string Make()
    {
        var file = new VectorFile();
        var clinic = new DemoClinic("world");
        var parts = new CaseParts(file, clinic);

        clinic.Sam.Send(clinic.Thread, "I slept badly.");
        clinic.Dana.Send(clinic.Thread, "Thank you for telling me. What kept you awake?");
        clinic.Change(clinic.Dana, clinic.Team, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        clinic.Dana.RepairIfStale(clinic.Thread);
        clinic.Clock.Advance(TimeSpan.FromMinutes(5));
        clinic.Cleo.Send(clinic.Thread, "Hello Sam, I am Cleo. I cover for Dana this week.");
        var tablet = clinic.Sam.SecondDevice("world sam's tablet");
        tablet.Send(clinic.Thread, "From my tablet: that is fine.");
        clinic.Sam.RemoveDevice(tablet.Device.Key.PublicKey);
        clinic.Sam.Send(clinic.Thread, "I lost the tablet.");

        clinic.Dana.Sync();
        Assert.True(clinic.Dana.Author.TryFound(Kind.Channel, [new Seat(clinic.Team, Role.Member), new Seat(clinic.Records, Role.Member)], out var channel, out _));
        Assert.Equal(Refusal.None, clinic.Server.Commit(channel));
        parts.Call(channel.Circle, "channel");
        clinic.Dana.Send(channel.Circle, "About Sam.");
        clinic.Change(clinic.Dana, channel.Circle, seats => seats.Append(new Seat(clinic.Tess.Person, Role.Member)));
        clinic.Cleo.Send(channel.Circle, "Tess joined without what came before.");
        clinic.Change(clinic.Dana, channel.Circle, seats => seats.Where(seat => seat.Principal != clinic.Tess.Person));
        clinic.Dana.Send(channel.Circle, "Tess has left.");
        clinic.Ada.Sync();

        FirstWords(file, clinic);
        foreach (var who in new[] { clinic.Sam, clinic.Dana, clinic.Cleo, clinic.Olga, clinic.Tess })
            Unlock(file, clinic, who);
        foreach (var (who, name) in new[] { (clinic.Sam, "Sam"), (clinic.Dana, "Dana"), (clinic.Cleo, "Cleo"), (clinic.Olga, "a records officer") })
            parts.Add(4, $"{name} reads the thread", parts.Reader(who, clinic.Thread));
        parts.Add(4, "someone outside reads the thread: all of it waits", parts.Reader(clinic.Tess, clinic.Thread));
        foreach (var (who, name) in new[] { (clinic.Dana, "Dana"), (clinic.Tess, "Tess") })
            parts.Add(3, $"{name} reads the channel", parts.Reader(who, channel.Circle));
        return file.Write();
    }

    // The worked example of docs/protocol.md: Sam's first words, all the way down.
    private static void FirstWords(VectorFile file, DemoClinic clinic)
    {
        var entries = clinic.Server.Circles[clinic.Thread].Entries;
        Assert.True(Message.TryDecode(entries[1].Bytes.Span, out var message, out _));
        var secret = clinic.Sam.Reader(clinic.Thread).Secret(0)!;
        var info = new CborWriter().Array(3).Text(Message.Label).Bytes(clinic.Thread).Number(0).ToArray();
        var output = new byte[44];
        Kdf.Derive(secret.Reveal(), message.Header.Salt.ToArray(), info, output);
        file.Case(4, "key and nonce of Sam's first words", "kdf", new JsonObject
        {
            ["ikm"] = Hex(secret.Reveal()), ["salt"] = Hex(message.Header.Salt), ["info"] = Hex(info), ["length"] = 44, ["output"] = Hex(output),
        });
        file.Case(4, "Sam's first words", "messageOpen", new JsonObject
        {
            ["message"] = file.Ref("thread entry 2", message.Bytes.Span), ["secret"] = Hex(secret.Reveal()), ["content"] = Hex(Actor.Text("I slept badly.")),
        }, Refusal.None);
        file.Case(4, "the thread's first entries", "log", new JsonObject
        {
            ["names"] = new JsonArray([.. entries.Take(2).Select(entry => (JsonNode)Hex(Hash.Of(entry.Bytes.Span[..^64])))]),
            ["h"] = new JsonArray([.. clinic.Server.Circles[clinic.Thread].Log.Skip(1).Take(2).Select(h => (JsonNode)Hex(h))]),
        });
        var copy = clinic.Server.Circles[clinic.Thread].Copies.Single(copy => copy.Epoch == 0 && copy.Principal == clinic.Sam.Person);
        var card = clinic.Server.Cards(clinic.Sam.Person)[0];
        var copyInfo = CircleKeys.CopyInfo(clinic.Server.Circles[clinic.Thread].Epochs[0].Prev, 0, clinic.Sam.Person, card.Name);
        file.Case(3, "Sam's copy of the thread's first secret", "open", new JsonObject
        {
            ["seed"] = Hex(clinic.Sam.Device.Seeds[0].Reveal()), ["info"] = Hex(copyInfo), ["sealed"] = Hex(copy.Bytes),
            ["plaintext"] = Hex(new CborWriter().Array(2).Number(0).Bytes(secret.Reveal()).ToArray()),
        }, Refusal.None);
    }

    private static void Unlock(VectorFile file, DemoClinic clinic, Actor who)
    {
        var keys = clinic.Server.Keys[who.Person];
        file.Case(5, $"{who.Label[6..]} unlocks", "unlock", new JsonObject
        {
            ["cards"] = new JsonArray([.. clinic.Server.Cards(who.Person).Select(card => file.Ref($"{who.Label} card {card.N}", card.Bytes.Span))]),
            ["keyring"] = Hex(keys.Keyring),
            ["wraps"] = new JsonArray([.. keys.Wraps.Select(wrap => (JsonNode)Hex(wrap))]),
            ["code"] = who.Code.Write(),
            ["seeds"] = new JsonArray([.. who.Device.Seeds.Select(seed => (JsonNode)Hex(seed.Reveal()))]),
            ["clinic"] = Hex(clinic.Clinic),
        }, Refusal.None);
    }
}
