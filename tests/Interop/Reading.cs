using System.Globalization;
using CareConnect.Crypto.Verification;

namespace CareConnect.Interop.Tests;

/// <summary>Reads everything on every device at the end of a history, and compares it with what was said and with who may know it.</summary>
public sealed class Reading(World world, Hash circle, IReadOnlyDictionary<ulong, string> said)
{
    private readonly Shelf _conversation = world.Server.Circles[circle];

    public async Task Check()
    {
        var digests = new Dictionary<Party, Digest>();
        foreach (var party in world.Parties)
        {
            await world.Sync(party);
            digests[party] = await party.Read(circle);
            CheckOne(party, digests[party]);
        }
        // The same keys read the same, in whatever language.
        foreach (var devices in world.Parties.GroupBy(party => party.Id))
            foreach (var pair in devices.Zip(devices.Skip(1)))
                Assert.Equal(digests[pair.First].Lines.Select(WithoutMarks), digests[pair.Second].Lines.Select(WithoutMarks));
    }

    private void CheckOne(Party party, Digest digest)
    {
        Assert.Equal(_conversation.Last, digest.Position);
        Assert.Equal(_conversation.Hashes[^1], digest.Hash);
        var lines = digest.Lines.ToDictionary(Number, line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(_conversation.Entries.Count, lines.Count);
        var epoch = -1;
        foreach (var entry in _conversation.Entries)
        {
            var line = lines[(long)entry.Number];
            if (!said.TryGetValue(entry.Number, out var text))
            {
                epoch++;
                Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"EpochStarted {epoch} "), line, StringComparison.Ordinal);
                continue;
            }
            var opened = WithoutMarks(line) == $"MessageOpened {text} []";
            Assert.True(opened || line == "MessageWaiting", $"{party} has '{line}' for '{text}'");
            if (opened) Assert.True(MayOpen(party.Id, (ulong)epoch), $"{party} must not read '{text}' of epoch {epoch}");
            else Assert.False(MustOpen(party.Id, (ulong)epoch), $"{party} must read '{text}' of epoch {epoch}");
        }
    }

    // Reached in that very epoch: a copy of it was sealed to this person or to a team they were in.
    private bool MustOpen(Hash person, ulong epoch) => _conversation.Epochs[(int)epoch].Members.Any(member =>
        member.Principal == person || (TeamOf(member) is { } team && team.Find(person) is not null));

    // In that epoch, or in a later one with history shared as far back.
    private bool MayOpen(Hash person, ulong epoch) => _conversation.Epochs.Skip((int)epoch).Any(later => later.Members.Any(member =>
        (later.N == epoch || member.Since <= epoch) && (member.Principal == person || (TeamOf(member) is { } team && MayOpenTeam(person, member.Principal, team.N)))));

    private bool MayOpenTeam(Hash person, Hash team, ulong epoch) => world.Server.Circles[team].Epochs.Skip((int)epoch)
        .Any(later => later.Find(person) is { } member && (later.N == epoch || member.Since <= epoch));

    private Manifest? TeamOf(Member member) => world.Server.Manifest(member.Head!.Value);

    private static long Number(string line) => long.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    // "Sent from a device since removed" depends on when a device looked; the other marks would never be honest.
    private static string WithoutMarks(string line) => line.Replace("[DeviceRemoved]", "[]", StringComparison.Ordinal);
}
