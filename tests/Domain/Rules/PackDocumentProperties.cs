using CareConnect.Domain.Rules;
using CareConnect.Domain.Triage;
using CsCheck;

namespace CareConnect.Domain.Tests.Rules;

public sealed class PackDocumentProperties
{
    private static readonly Gen<DateTimeOffset> Moment =
        Gen.Long[0, 3 * 366 * 24 * 60].Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    [Fact]
    public void Whatever_pack_is_written_is_read_as_the_same() => Packs.Any.Sample(pack =>
    {
        var document = PackDocument.Write(pack);
        var read = Assert.IsType<PackRead>(PackDocument.Read(document)).Pack;
        Assert.Equal(document, PackDocument.Write(read));
        Assert.Equal(
            (pack.Version, pack.Crisis, pack.Urgent, pack.RoutineWorkingDays, pack.Thresholds),
            (read.Version, read.Crisis, read.Urgent, read.RoutineWorkingDays, read.Thresholds));
        Assert.Equal(pack.Calendar.ClosedDays, read.Calendar.ClosedDays);
        Assert.All(PackDocument.Week, day => Assert.Equal(pack.Calendar.HoursOf(day), read.Calendar.HoursOf(day)));
    });

    [Fact]
    public void A_pack_that_was_read_decides_as_the_one_that_was_written() =>
        Gen.Select(Packs.Any, Gen.Enum<HowSoon>(), Moment, Gen.Int[0, 10 * 24 * 60]).Sample((pack, soon, at, waited) =>
        {
            var read = ((PackRead)PackDocument.Read(PackDocument.Write(pack))).Pack;
            Signal[] signals = [new DeclaredUrgency(soon, at)];
            Assert.Equal(
                TriageRules.Decide(signals, pack, at.AddMinutes(waited)), TriageRules.Decide(signals, read, at.AddMinutes(waited)));
        });

    [Fact]
    public void No_pack_that_is_read_gives_a_crisis_more_time_than_the_default() => Packs.Any.Sample(pack =>
    {
        Assert.True(pack.Crisis.Claim <= TimeSpan.FromMinutes(5));
        Assert.True(pack.Crisis.Contact <= TimeSpan.FromMinutes(15));
    });

    [Fact]
    public void A_document_with_one_line_too_few_is_refused() =>
        Gen.Select(Packs.Any, Gen.Int[0, 10_000]).Sample((pack, pick) =>
        {
            var lines = PackDocument.Write(pack).TrimEnd('\n').Split('\n').ToList();
            var left = pick % lines.Count;
            // A closed day may go, as long as the list is still a list.
            if (lines[left].Trim().TrimEnd(',') is ['"', '2', ..]) return;
            lines.RemoveAt(left);
            Assert.IsType<PackRefused>(PackDocument.Read(string.Join('\n', lines)));
        });

    [Fact]
    public void Whatever_text_comes_is_answered_and_never_thrown_at() =>
        Gen.Select(Packs.Any, Gen.Int[0, 100_000], Gen.Char["{}[]\",:0 9-\n\\u\ud800é"]).Sample((pack, pick, letter) =>
        {
            var document = PackDocument.Write(pack);
            var at = pick % document.Length;
            var result = PackDocument.Read(document[..at] + letter + document[(at + 1)..]);
            if (result is not PackRefused refused) return;
            var lines = document.Split('\n').Length;
            Assert.NotEmpty(refused.Refusals);
            Assert.All(refused.Refusals, refusal => Assert.InRange(refusal.Line, 1, lines + 1));
            Assert.Equal(refused.Refusals.Select(refusal => refusal.Line).Order(), refused.Refusals.Select(refusal => refusal.Line));
        });
}
