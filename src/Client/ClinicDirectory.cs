using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Client;

/// <summary>
/// What this device knows of the clinic: the signed list of staff and teams, and everybody's cards, each checked as it comes in.
/// The only source of names. Not thread-safe: <see cref="CareClient"/> calls it in its lane.
/// </summary>
public sealed class ClinicDirectory(CareApi api, ICareHub hub, HeldKeys keys)
{
    private readonly LinkStore links = keys.Links;
    private readonly Dictionary<Hash, CircleReader> teams = [];

    /// <summary>The clinic's newest known list.</summary>
    public Manifest Clinic => links.NewestClinic ?? throw new InvalidOperationException("The clinic is not founded, or not fetched yet.");

    /// <summary>Readers of the teams that this person is in, by team.</summary>
    public IReadOnlyDictionary<Hash, CircleReader> MyTeams => teams;

    public Hash? Custodian => Clinic.Members.FirstOrDefault(member => member.Role == Role.Custodian)?.Principal;

    /// <summary>The signed name of a person or team, or null for who is not staff.</summary>
    public string? NameOf(Hash principal) => Clinic.Find(principal)?.Name;

    /// <summary>The principal of this signed name.</summary>
    public Hash Named(string name) => Clinic.Members.Single(member => member.Name == name).Principal;

    /// <summary>Fetches what is new: the clinic's list, and every team that this person is in.</summary>
    public async Task Refresh()
    {
        await RefreshClinic();
        foreach (var circle in (await api.Circles()).Items)
            if (circle.Kind == (int)Kind.Team && Hash.TryParse(circle.Circle, out var team))
                await RefreshTeam(team, isMine: true);
    }

    public async Task RefreshClinic()
    {
        var clinic = links.Clinic ?? throw new InvalidOperationException("No clinic is pinned.");
        await FollowLog(clinic);
        await Demand(clinic, links.Chain(clinic).Count, links.CheckEnd(clinic));
    }

    public async Task RefreshCards(Hash person)
    {
        foreach (var card in (await api.Cards(person.ToString())).Links)
            await Demand(person, links.Cards(person).Count, links.AddCard(card));
        await Demand(person, links.Cards(person).Count, links.CheckEnd(person));
    }

    /// <summary>Fetches a team's chain; with <paramref name="isMine"/> its secrets too, so that what is sealed to the team opens.</summary>
    public async Task RefreshTeam(Hash team, bool isMine)
    {
        if (isMine && !teams.ContainsKey(team))
        {
            teams[team] = new CircleReader(team, keys);
            keys.Add(teams[team]);
        }

        await FollowLog(team);
        await Demand(team, links.Chain(team).Count, links.CheckEnd(team));
        if (!teams.TryGetValue(team, out var reader))
            return;
        foreach (var link in links.Chain(team).Skip((int)reader.Position))
            reader.Apply(new LogEntry(link.N + 1, link.Bytes, link.Time));
        await FetchCopies(reader);
    }

    /// <summary>Fetches every link that a manifest relies on, before it is applied.</summary>
    public async Task Prepare(Manifest manifest)
    {
        if (manifest.ClinicLink is { } link && links.Listed.Manifest(link) is null)
            await RefreshClinic();
        foreach (var member in manifest.Members)
            if (member.Head is { } head && links.Listed.Card(head) is null && links.Listed.Manifest(head) is null)
                await RefreshPrincipal(member.Principal, manifest.Kind);
        await Prepare(manifest.Author, manifest.Device);
    }

    /// <summary>Fetches an author's cards when the signing device is in none that is known.</summary>
    public async Task Prepare(Hash author, PublicKey device)
    {
        if (!links.Cards(author).Any(card => card.Lists(device)))
            await RefreshCards(author);
    }

    /// <summary>Fetches the newest links of everybody in a circle, as an author must before a repair or change.</summary>
    public async Task RefreshMembers(Manifest manifest)
    {
        await RefreshClinic();
        foreach (var member in manifest.Members)
            await RefreshPrincipal(member.Principal, manifest.Kind);
    }

    public async Task RefreshPrincipal(Hash principal, Kind inside)
    {
        var isTeam = inside is not (Kind.Clinic or Kind.Team) && (Clinic.Find(principal) is { IsTeam: true } || links.Chain(principal).Count > 0);
        if (isTeam)
            await RefreshTeam(principal, teams.ContainsKey(principal));
        else
            await RefreshCards(principal);
    }

    /// <summary>Offers a reader the sealed copies of epochs whose secret it lacks.</summary>
    public async Task<IReadOnlyList<Applied>> FetchCopies(CircleReader reader)
    {
        var missing = reader.WithoutSecret.ToArray();
        if (missing.Length == 0)
            return [];
        var results = new List<Applied>();
        foreach (var copy in (await api.Copies(reader.Circle.ToString(), (long)missing[0])).Items)
            if (Hash.TryParse(copy.Principal, out var principal))
                results.AddRange(reader.Offer(new Crypto.SealedCopy((ulong)copy.Epoch, principal, copy.Bytes)));
        results.AddRange(reader.OpenCopies());
        return results;
    }

    // The logs of clinic and teams hold manifests only, so link n is entry n + 1.
    private async Task FollowLog(Hash chain)
    {
        while (true)
        {
            var known = links.Chain(chain).Count;
            var page = await hub.Since(chain.ToString(), known);
            if (page.Error is not null)
                throw new CareRefusedException(page.Error);
            foreach (var entry in page.Entries)
            {
                if (Manifest.TryDecode(entry.Bytes, out var manifest, out var refusal))
                    await Prepare(manifest);
                await Demand(chain, entry.Number, refusal == Refusal.None ? links.AddManifest(entry.Bytes) : refusal);
            }

            if (page.Entries.Length == 0 || links.Chain(chain).Count >= page.Last)
                return;
        }
    }

    // What is refused is followed no further, and the clinic is told.
    private async Task Demand(Hash chain, long number, Refusal refusal)
    {
        if (refusal == Refusal.None)
            return;
        await hub.Report(chain.ToString(), number, refusal.ToString());
        throw new CareRefusedException(refusal.ToString());
    }
}
