using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Client;

/// <summary>
/// A signed-in person on an unlocked device: the hub connection, what is known of the clinic, and conversations.
/// Calls may come from any thread; what touches keys and links runs one after the other.
/// </summary>
public sealed class CareClient : IAsyncDisposable
{
    private readonly SemaphoreSlim lane = new(1, 1);
    private readonly Dictionary<Hash, Conversation> conversations = [];
    private readonly TimeProvider clock;

    internal CareClient(CareApi api, UnlockedDevice device, LinkStore links, TimeProvider clock, Outbox? outbox = null)
    {
        Api = api;
        Outbox = outbox ?? new Outbox();
        this.clock = clock;
        Keys = new HeldKeys(device, links);
        Hub = new CareHubConnection(api.Address, api.AccessToken!, device.Key.PublicKey.ToArray(), clock);
        Directory = new ClinicDirectory(api, Hub, Keys);
        Author = new CircleAuthor(Keys, clock);
        Sealer = new MessageSealer(Keys, clock);
        Clinic = new ClinicSteward(this);
        Teams = new Teams(this);
    }

    public CareApi Api { get; }

    public CareHubConnection Hub { get; }

    public ClinicDirectory Directory { get; }

    /// <summary>Invitations, confirmations and the clinic's list: for staff.</summary>
    public ClinicSteward Clinic { get; }

    public Teams Teams { get; }

    public Hash Person => Keys.Device.Person;

    public HeldKeys Keys { get; }

    /// <summary>What was sealed and is not acknowledged yet.</summary>
    public Outbox Outbox { get; }

    internal CircleAuthor Author { get; }

    internal MessageSealer Sealer { get; }

    internal LinkStore Links => Keys.Links;

    /// <summary>Connects the hub and fetches the clinic's list and this person's teams.</summary>
    public async Task Connect()
    {
        var hello = await Hub.Start();
        if (hello.Error is not null)
            throw new CareRefusedException(hello.Error);
        if (Links.Clinic is not null)
            await InLane(Directory.Refresh);
    }

    /// <summary>A circle of this person's, read up to now.</summary>
    public Task<Conversation> Open(Hash circle) => InLane(async () =>
    {
        if (!conversations.TryGetValue(circle, out var conversation))
            conversations[circle] = conversation = new Conversation(this, circle);
        await conversation.SyncInLane();
        return conversation;
    });

    /// <summary>Starts a thread from this patient to a team.</summary>
    public Task<Conversation> StartThread(Hash team) => Start(Kind.Thread, [new Seat(Person, Role.Patient), new Seat(team, Role.Member)]);

    /// <summary>Starts a care-team channel about a patient's record.</summary>
    public Task<Conversation> StartChannel(string about, params Hash[] principals) =>
        Start(Kind.Channel, [.. principals.Select(principal => new Seat(principal, Role.Member))], about);

    /// <summary>Opens the crisis room of an alert: the patient and the crisis team. The first committed room wins, whoever made it.</summary>
    public Task<Conversation> OpenRoom(Guid alert, Hash patient, Hash crisisTeam) =>
        Start(Kind.Crisis, [new Seat(patient, Role.Patient), new Seat(crisisTeam, Role.Member)], alert: alert);

    /// <summary>
    /// Starts a patient's safety plan: the patient, the teams named, and every crisis team. The first committed plan wins,
    /// whoever's device made it.
    /// </summary>
    public async Task<Conversation> StartPlan(Hash patient, params Hash[] teams)
    {
        var crisis = (await Api.Clinic()).Teams.Where(team => team.Listed && team.Care == "crisis").Select(team => IdOf(team.Team));
        return await Start(
            Kind.Thread, [new Seat(patient, Role.Patient), .. teams.Union(crisis).Select(team => new Seat(team, Role.Member))], plan: true);
    }

    /// <summary>The safety plan of a patient's record; null when there is none that this person can read.</summary>
    public async Task<Conversation?> OpenPlan(string record) =>
        (await Api.Circles()).Items.FirstOrDefault(circle => circle.Plan && circle.Patient == record) is { } found
            ? await Open(IdOf(found.Circle))
            : null;

    /// <summary>A fresh id for a message, which sorts by time.</summary>
    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        foreach (var conversation in conversations.Values)
            conversation.Reader.Dispose();
        Keys.Dispose();
        Keys.Device.Dispose();
        lane.Dispose();
    }

    internal ulong Now => (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds();

    internal Task<CommitReply> Commit(CircleLink link, string about = "", string title = "", Guid? alert = null, bool plan = false) =>
        Api.Commit(new Commit(link.Manifest.Bytes.ToArray(), [.. link.Copies.Select(copy => new CommitCopy(copy.Principal.ToString(), copy.Bytes))], about, title, alert, plan));

    internal async Task<T> InLane<T>(Func<Task<T>> work)
    {
        await lane.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            lane.Release();
        }
    }

    internal Task InLane(Func<Task> work) => InLane(async () =>
    {
        await work();
        return true;
    });

    private static Hash IdOf(string text) => Hash.TryParse(text, out var id) ? id : throw new CareRefusedException(HubErrors.Malformed);

    private async Task<Conversation> Start(Kind kind, IReadOnlyList<Seat> seats, string about = "", Guid? alert = null, bool plan = false)
    {
        var circle = await InLane(async () =>
        {
            await Directory.RefreshClinic();
            var all = seats.ToList();
            if (Directory.Custodian is { } custodian)
                all.Add(new Seat(custodian, Role.Member));
            foreach (var seat in all)
                await Directory.RefreshPrincipal(seat.Principal, kind);
            if (!Author.TryFound(kind, all, out var link, out var refusal))
                throw new CareRefusedException(refusal.ToString());
            var reply = await Commit(link, about, alert: alert, plan: plan);
            if (reply.Error == HubErrors.Lost && (plan || alert is not null) && reply.Winner is not null && Manifest.TryDecode(reply.Winner, out var winner, out _))
                return winner.Name;
            return reply.Error is null ? link.Circle : throw new CareRefusedException(reply.Error);
        });
        return await Open(circle);
    }
}
