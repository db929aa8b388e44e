using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Negative tests 26, 27, 31, 32, 34, 36 and 38 as a reader meets them: what the server gives is not what it was given.</summary>
public static class NegativeReaders
{
    private const ulong Day = 24 * 60 * 60 * 1000;

    public static void Add(VectorFile file, NegativeWorld world)
    {
        var clinic = world.Clinic;
        clinic.Sam.Sync(clinic.Thread);
        var crafted = new Crafted(world);
        var log = world.Thread.Entries.Select(entry => entry.Bytes.ToArray()).ToArray();
        Case(31, "the log as it is", log);

        Case(31, "a message of epoch 1 after manifest 2", [.. log, crafted.Message(clinic.Dana, "late", epoch: 1)]);
        Case(32, "the same entry twice", [.. log, log[^1]]);
        Case(32, "a known id in new bytes", [.. log, crafted.Message(clinic.Dana, "other words", id: "two")]);
        Case(30, "another's ciphertext, signed by a member", [.. log, crafted.Stolen(clinic.Sam)]);
        Case(38, "padding that is not zero", [.. log, crafted.Message(clinic.Dana, "padding", spoil: padded => padded[^1] = 1)]);
        Case(38, "a wrong length field", [.. log, crafted.Message(clinic.Dana, "length", spoil: padded => padded[3]--)]);
        Case(38, "reading goes on after it", [.. log, crafted.Message(clinic.Dana, "length", spoil: padded => padded[3]--), crafted.Message(clinic.Dana, "after")]);

        var (a, b) = (crafted.Message(clinic.Dana, "a", after: log), crafted.Message(clinic.Cleo, "b", after: log));
        var c = crafted.Message(clinic.Dana, "c", after: [.. log, a, b]);
        Case(34, "three messages in order", [.. log, a, b, c]);
        Case(34, "two entries swapped", [.. log, b, a, c]);
        Case(34, "one entry dropped", [.. log, b, c]);
        Case(34, "an author whose clock is two days off", [.. log, crafted.Message(clinic.Dana, "clock", after: log, time: clinic.Clock.Milliseconds + 2 * Day)]);
        Case(34, "an author whose clock is a day off, just not more", [.. log, crafted.Message(clinic.Dana, "clock", after: log, time: clinic.Clock.Milliseconds + Day)]);

        Case(22, "a manifest by which the patient adds someone stops the circle", [.. log[..3], NegativeWorld.Sign(clinic.Sam, world.Plus(world.Epoch(2).Fields, clinic.Bo.Person, Role.Member, 2)), log[4]]);
        Case(11, "a manifest left out stops the circle", [.. log[..2], log[3], log[4]]);
        Case(25, "an entry left out before a manifest stops the circle", [log[0], .. log[2..]]);
        Case(11, "the log of another circle stops at once", [clinic.Server.Circles[clinic.Team].Entries[0].Bytes.ToArray()]);
        Case(1, "a manifest that cannot be decoded stops the circle", [.. log[..3], [.. log[3][..14], 0xff, .. log[3][15..]], log[4]]);
        Case(1, "bytes that are nothing leave a placeholder", [.. log[..2], [1, 2, 3], new byte[100]]);
        Case(1, "a card in the log leaves a placeholder", [.. log[..2], clinic.Server.Cards(clinic.Sam.Person)[0].Bytes.ToArray()]);
        Case(31, "a message before any manifest", [log[1]]);

        var reader = world.Parts.Reader(clinic.Cleo, clinic.Thread);
        foreach (var copy in reader["copies"]!.AsArray().Where(copy => copy!["epoch"]!.ToJsonString() == "1")) copy!["bytes"] = reader["copies"]!.AsArray().Last()!["bytes"]!.DeepClone();
        world.Parts.Add(26, "the server swaps a reader's copies: the server's fault", reader);
        Heal(world);

        void Case(int clause, string name, byte[][] entries)
        {
            var fields = world.Parts.Reader(clinic.Sam, clinic.Thread);
            fields["entries"] = new JsonArray([.. entries.Select((bytes, i) => (JsonNode)new JsonObject
            {
                ["number"] = i + 1, ["object"] = file.Ref($"{clause} {name} {i + 1}", bytes), ["time"] = clinic.Clock.Milliseconds,
            })]);
            world.Parts.Add(clause, name, fields);
        }
    }

    // Dana lists the right hash of a copy with a wrong secret for Cleo; a repair by Sam heals it, and the reader names the author.
    private static void Heal(NegativeWorld world)
    {
        var clinic = world.Clinic;
        var last = world.Epoch(2);
        using var secret = new CircleSecret(TestEntropy.Of("epoch 3"));
        using var wrong = new CircleSecret(TestEntropy.Of("wrong for Cleo"));
        var copies = last.Members.ToDictionary(member => member.Principal, member => SealedCopy.Seal(
            Staleness.ReceivingKey(member.Head!.Value, world.Server), CircleKeys.CopyInfo(last.Name, 3, member.Principal, member.Head.Value), 3,
            [member.Principal == clinic.Cleo.Person ? wrong : secret], TestEntropy.Of($"epoch 3 for {member.Principal}")));
        var fields = last.Fields with
        {
            N = 3, Prev = last.Name, SeenN = world.Thread.Last, SeenH = world.Thread.Hash, Commitment = CircleKeys.Commitment(secret, last.Name),
            Members = [.. last.Members.Select(member => member with { Copy = Hash.Of(copies[member.Principal]) })],
        };
        Assert.Equal(Refusal.None, clinic.Server.Commit(clinic.Thread, NegativeWorld.Sign(clinic.Dana, fields), copies));
        clinic.Dana.Send(clinic.Thread, "Cleo cannot open this");
        clinic.Sam.Sync(clinic.Thread);
        Assert.True(clinic.Sam.Author.TryRepair(clinic.Sam.Reader(clinic.Thread), out var repair, out var refusal), refusal.ToString());
        Assert.Equal(Refusal.None, clinic.Server.Commit(repair));
        clinic.Dana.Send(clinic.Thread, "Cleo can open this");
        clinic.Ada.Sync();
        world.Parts.Add(27, "a wrong secret for one member, healed by a repair", world.Parts.Reader(clinic.Cleo, clinic.Thread));
        world.Parts.Add(27, "the same log, for a member with the right secret", world.Parts.Reader(clinic.Sam, clinic.Thread));
    }
}
