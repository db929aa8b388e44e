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

        foreach (var who in new[] { clinic.Sam, clinic.Dana, clinic.Cleo, clinic.Olga, clinic.Tess })
            Unlock(file, clinic, who);
        foreach (var (who, name) in new[] { (clinic.Sam, "Sam"), (clinic.Dana, "Dana"), (clinic.Cleo, "Cleo"), (clinic.Olga, "a records officer") })
            parts.Add(4, $"{name} reads the thread", parts.Reader(who, clinic.Thread));
        parts.Add(4, "someone outside reads the thread: all of it waits", parts.Reader(clinic.Tess, clinic.Thread));
        foreach (var (who, name) in new[] { (clinic.Dana, "Dana"), (clinic.Tess, "Tess") })
            parts.Add(3, $"{name} reads the channel", parts.Reader(who, channel.Circle));
        return file.Write();
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
