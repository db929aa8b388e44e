using CareConnect.Client;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tests.Circles;

/// <summary>Links as an attacker with a person's device could make them: a right one, with one thing changed, signed again.</summary>
internal static class Commits
{
    /// <summary>The next link of a circle, as a well-behaved client would commit it.</summary>
    public static CircleLink Repair(CareClient author, CircleReader circle) =>
        new CircleAuthor(author.Keys, TimeProvider.System).TryRepair(circle, out CircleLink? link, out Refusal refusal)
            ? link
            : throw new InvalidOperationException($"No repair: {refusal}.");

    public static CircleLink Change(CareClient author, CircleReader circle, params Seat[] seats) =>
        new CircleAuthor(author.Keys, TimeProvider.System).TryChange(circle, seats, out CircleLink? link, out Refusal refusal)
            ? link
            : throw new InvalidOperationException($"No change: {refusal}.");

    public static CircleLink Found(CareClient author, Kind kind, params Seat[] seats) =>
        new CircleAuthor(author.Keys, TimeProvider.System).TryFound(kind, seats, out CircleLink? link, out Refusal refusal)
            ? link
            : throw new InvalidOperationException($"No link 0: {refusal}.");

    /// <summary>The same link saying something else, signed again by the author's device.</summary>
    public static Commit Forged(CareClient author, CircleLink link, Func<ManifestFields, ManifestFields> change) =>
        Of(link) with { Manifest = author.Keys.Device.Key.Sign(change(link.Manifest.Fields).ToBody()) };

    public static Commit Of(CircleLink link) => new(
        link.Manifest.Bytes.ToArray(), [.. link.Copies.Select(copy => new CommitCopy(copy.Principal.ToString(), copy.Bytes))]);

    public static ManifestFields With(this ManifestFields fields, Member member) =>
        fields with { Members = [.. fields.Members.Append(member).OrderBy(each => each.Principal)] };

    public static ManifestFields Without(this ManifestFields fields, Hash principal) =>
        fields with { Members = [.. fields.Members.Where(member => member.Principal != principal)] };

    public static ManifestFields Changed(this ManifestFields fields, Hash principal, Func<Member, Member> change) =>
        fields with { Members = [.. fields.Members.Select(member => member.Principal == principal ? change(member) : member)] };

    /// <summary>Adds a member to a team without repairing the conversations that list it.</summary>
    public static async Task ChangeTeam(CareClient lead, Hash team, Hash joins)
    {
        await lead.Directory.Refresh();
        await lead.Directory.RefreshCards(joins);
        CircleReader reader = lead.Directory.MyTeams[team];
        CircleLink link = Change(lead, reader, [.. reader.Newest!.Members.Select(Seat.Of), new Seat(joins, Role.Member)]);
        Assert.Null((await lead.Api.Commit(Of(link))).Error);
        await lead.Directory.RefreshTeam(team, isMine: true);
    }

    /// <summary>A channel about a topic, of a team and its clinic's custodian.</summary>
    public static async Task<Conversation> Channel(CareClient author, RunningClinic clinic, params Hash[] principals)
    {
        await author.Directory.Refresh();
        Seat[] seats = [.. principals.Append(clinic.Custodian).Select(principal => new Seat(principal, Role.Member))];
        foreach (Seat seat in seats)
            await author.Directory.RefreshPrincipal(seat.Principal, Kind.Channel);
        CircleLink link = Found(author, Kind.Channel, seats);
        Assert.Null((await author.Api.Commit(Of(link) with { Title = "topic" })).Error);
        return await author.Open(link.Circle);
    }
}
