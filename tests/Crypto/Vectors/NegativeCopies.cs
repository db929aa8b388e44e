using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using static CareConnect.Crypto.Tests.Vectors.VectorFile;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Negative tests 5, 26, 28 and 29: sealed copies.</summary>
public static class NegativeCopies
{
    public static void Add(VectorFile file, NegativeWorld world)
    {
        var clinic = world.Clinic;
        var cleo = clinic.Cleo;
        var epochs = world.Thread.Epochs.Take(2).ToArray();
        var copies = world.Thread.Copies.Where(copy => copy.Epoch == 1).ToArray();
        var copy = copies.Single(copy => copy.Principal == cleo.Person).Bytes;
        var seed = cleo.Device.Seeds[^1];
        var member = epochs[1].Find(cleo.Person)!;
        var secret = clinic.Sam.Reader(clinic.Thread).Secret(1)!;
        var older = clinic.Sam.Reader(clinic.Thread).Secret(0)!;

        Commit("one copy for each member", copies, Refusal.None);
        Commit("a missing copy", copies[1..], Refusal.CopyMissing);
        Commit("a copy of other bytes", [.. copies[1..], copies[0] with { Bytes = copies[1].Bytes }], Refusal.CopyMismatch);
        Commit("a copy for someone who is no member", [.. copies, new SealedCopy(1, clinic.Pat.Person, [1])], Refusal.CopyMismatch);

        var info = CircleKeys.CopyInfo(epochs[1].Prev, 1, cleo.Person, member.Head!.Value);
        Assert.True(Hpke.TryOpen(seed, info, copy, out var plaintext));
        Open("a copy as sealed", info, copy, plaintext);
        Open("one bit of enc changed", info, Flip(copy, 3));
        Open("one bit of the X25519 part of enc changed", info, Flip(copy, 1100));
        Open("one bit of ct changed", info, Flip(copy, 1125));
        Open("one bit of the tag changed", info, Flip(copy, copy.Length - 1));
        Open("another prev", CircleKeys.CopyInfo(epochs[0].Prev, 1, cleo.Person, member.Head.Value), copy);
        Open("another n", CircleKeys.CopyInfo(epochs[1].Prev, 2, cleo.Person, member.Head.Value), copy);
        Open("another principal", CircleKeys.CopyInfo(epochs[1].Prev, 1, clinic.Sam.Person, member.Head.Value), copy);
        Open("another head", CircleKeys.CopyInfo(epochs[1].Prev, 1, cleo.Person, clinic.Server.Cards(cleo.Person)[0].Name), copy);
        Open("a copy cut short", info, copy[..1100]);

        var one = epochs[1].Fields;
        Copy(26, "a copy that opens", one, copy, seed, Refusal.None, secret);
        Copy(26, "another member's copy, unlisted", one, copies.First(other => other.Principal != cleo.Person).Bytes, seed, Refusal.CopyMismatch);
        Copy(26, "another member's copy, listed by the author", one, copies.First(other => other.Principal == clinic.Sam.Person).Bytes, seed, Refusal.DoesNotOpen, list: true);
        var later = world.Thread.Copies.Single(other => other.Epoch == 2 && other.Principal == cleo.Person).Bytes;
        Copy(26, "a copy of another epoch, listed by the author", one, later, seed, Refusal.DoesNotOpen, list: true);
        using var racing = new CircleSecret(TestEntropy.Of("racing secret"));
        var race = one with { Commitment = CircleKeys.Commitment(racing, one.Prev) };
        Copy(26, "the copy of the manifest that won the race, listed by the loser", race, copy, seed, Refusal.CommitmentMismatch, list: true);
        Copy(27, "the right hash over a wrong secret", one, Sealed(1, racing), seed, Refusal.CommitmentMismatch, list: true);
        Copy(28, "an older secret with it", one, Sealed(0, older, secret), seed, Refusal.None, list: true, opened: [older, secret]);
        Copy(28, "an older secret that misses its commitment", one, Sealed(0, racing, secret), seed, Refusal.CommitmentMismatch, list: true);
        Copy(28, "secrets in the wrong order", one, Sealed(0, secret, older), seed, Refusal.CommitmentMismatch, list: true);
        Copy(28, "fewer secrets than it says", one, Sealed(0, secret), seed, Refusal.Malformed, list: true);
        Copy(28, "more secrets than it says", one, Sealed(1, older, secret), seed, Refusal.Malformed, list: true);
        Copy(28, "a from that lies ahead", one, Sealed(2, secret), seed, Refusal.Malformed, list: true);

        var team = clinic.Server.Circles[clinic.Team];
        var teamCopy = team.Copies.Single(other => other.Epoch == 0 && other.Principal == clinic.Dana.Person).Bytes;
        var dana = clinic.Dana.Device.Seeds[0];
        var teamSecret = clinic.Dana.Reader(clinic.Team).Secret(0)!;
        TeamCopy("a team's copy", team.Epochs[0].Fields, Refusal.None);
        TeamCopy("a team key that is not derived from the secret", team.Epochs[0].Fields with { TeamKey = racingKey() }, Refusal.TeamKeyMismatch);

        byte[] racingKey() { using var key = TeamKeys.SeedFrom(racing, team.Epochs[0].Prev); return key.PublicKey.ToArray(); }
        byte[] Sealed(ulong from, params CircleSecret[] secrets) => SealedCopy.Seal(seed.PublicKey, info, from, secrets, TestEntropy.Of($"hostile copy {from} {secrets.Length} {Hex(secrets[0].Reveal())}"));

        void Commit(string name, SealedCopy[] given, Refusal refusal) => file.Case(26, name, "copies", new JsonObject
        {
            ["manifest"] = file.Ref("thread epoch 1", epochs[1].Bytes.Span),
            ["copies"] = new JsonArray([.. given.Select(each => (JsonNode)new JsonObject { ["principal"] = Hex(each.Principal), ["bytes"] = file.Ref($"26 {name} {Hash.Of(each.Bytes)}", each.Bytes) })]),
        }, refusal);

        void Open(string name, byte[] under, byte[] sealedCopy, byte[]? opens = null)
        {
            var fields = new JsonObject { ["seed"] = Hex(seed.Reveal()), ["info"] = Hex(under), ["sealed"] = Hex(sealedCopy) };
            if (opens is not null) fields["plaintext"] = Hex(opens);
            file.Case(5, name, "open", fields, opens is null ? Refusal.DoesNotOpen : Refusal.None);
        }

        void Copy(int clause, string name, ManifestFields fields, byte[] bytes, ReceivingSeed by, Refusal refusal, CircleSecret? gives = null, bool list = false, CircleSecret[]? opened = null)
        {
            if (list) fields = NegativeWorld.With(fields, cleo.Person, listed => listed with { Copy = Hash.Of(bytes) });
            file.Case(clause, name, "copy", new JsonObject
            {
                ["epochs"] = new JsonArray(file.Ref("thread epoch 0", epochs[0].Bytes.Span), file.Ref($"{clause} {name} manifest", NegativeWorld.Sign(clinic.Dana, fields))),
                ["principal"] = Hex(cleo.Person), ["seed"] = Hex(by.Reveal()), ["copy"] = file.Ref($"{clause} {name} copy", bytes),
                ["secrets"] = new JsonArray([.. (opened ?? (gives is null ? [] : [gives])).Select(each => (JsonNode)Hex(each.Reveal()))]),
            }, refusal);
        }

        void TeamCopy(string name, ManifestFields fields, Refusal refusal) => file.Case(29, name, "copy", new JsonObject
        {
            ["epochs"] = new JsonArray(file.Ref($"29 {name} manifest", NegativeWorld.Sign(clinic.Dana, fields))),
            ["principal"] = Hex(clinic.Dana.Person), ["seed"] = Hex(dana.Reveal()), ["copy"] = file.Ref("29 copy", teamCopy),
            ["secrets"] = refusal == Refusal.None ? new JsonArray(Hex(teamSecret.Reveal())) : [],
        }, refusal);
    }

    private static byte[] Flip(byte[] bytes, int at)
    {
        byte[] flipped = [.. bytes];
        flipped[at] ^= 1;
        return flipped;
    }
}
