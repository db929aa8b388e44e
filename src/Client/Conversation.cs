using System.Collections.Immutable;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;

namespace CareConnect.Client;

/// <summary>A message that this device opened.</summary>
/// <param name="Number">Of its entry in the log.</param>
/// <param name="Author">Person id.</param>
/// <param name="Words">Null for a content type that this client does not know.</param>
/// <param name="Plan">A version of a safety plan, if it is one.</param>
public sealed record ReadMessage(ulong Number, Hash Author, string? Words, Marks Marks, DateTimeOffset At, SafetyPlan? Plan = null);

/// <summary>What came of sending.</summary>
/// <param name="Error">Null: committed and flushed.</param>
/// <param name="Added">With <see cref="AskFirst"/>: who can read it since the person pressed send.</param>
public sealed record SendResult(string? Error, ulong Number = 0, IReadOnlyList<Hash>? Added = null)
{
    public const string AskFirst = nameof(AskFirst);
}

/// <summary>One circle's log as this device has read it. Its methods run in the client's lane.</summary>
public sealed class Conversation
{
    private const int Attempts = 8;
    private readonly CareClient client;
    private readonly SortedDictionary<ulong, ReadMessage> messages = [];
    private readonly Dictionary<Guid, ulong> mine = [];

    internal Conversation(CareClient client, Hash circle)
    {
        this.client = client;
        Reader = new CircleReader(circle, client.Keys);
    }

    public Hash Circle => Reader.Circle;

    public CircleReader Reader { get; }

    /// <summary>Opened messages, in the order of the log.</summary>
    public IReadOnlyCollection<ReadMessage> Messages => messages.Values;

    /// <summary>Entries that could not be checked or opened, and copies that were refused.</summary>
    public List<Applied> Refused { get; } = [];

    /// <summary>Fetches and applies what is new.</summary>
    public Task Sync() => client.InLane(SyncInLane);

    /// <summary>Sends, repairing the circle first where it is stale. The same draft may be sent again: its id keeps it from doubling.</summary>
    public Task<SendResult> Send(Draft draft) => client.InLane(() => SendInLane(draft));

    /// <summary>Sends words as a message of its own.</summary>
    public Task<SendResult> Send(string words, HowSoon soon = HowSoon.None) => client.InLane(async () =>
    {
        await SyncInLane();
        return await SendInLane(Draft.For(Reader, client.NewId(), Contents.Text(words), soon == HowSoon.None ? null : Contents.Open(soon)));
    });

    /// <summary>Writes a version of the safety plan over the newest one that this device has read.</summary>
    public Task<SendResult> SendPlan(IEnumerable<IEnumerable<PlanLine>> steps) => client.InLane(async () =>
    {
        await SyncInLane();
        ulong newest = messages.Values.LastOrDefault(message => message.Plan is not null)?.Number ?? 0;
        var plan = new SafetyPlan(newest, [.. steps.Select(step => step.ToImmutableArray())]);
        return await SendInLane(Draft.For(Reader, client.NewId(), plan.ToContent()));
    });

    /// <summary>Marks everything read so far as opened and shown.</summary>
    public Task Opened() => client.InLane(() => client.Hub.Opened(Circle.ToString(), (long)Reader.Position));

    /// <summary>Commits a repair if the circle is stale; true when it no longer is.</summary>
    public Task<bool> Repair() => client.InLane(async () =>
    {
        await SyncInLane();
        return await RepairInLane();
    });

    /// <summary>Adds a person or team; with history from <paramref name="since"/>, or from now on.</summary>
    public Task Add(Hash principal, ulong? since = null) => client.InLane(() => ChangeInLane(async newest =>
    {
        await client.Directory.RefreshPrincipal(principal, newest.Kind);
        return [.. newest.Members.Select(Seat.Of), new Seat(principal, Role.Member, since)];
    }));

    public Task Remove(Hash principal) => client.InLane(() => ChangeInLane(newest =>
        Task.FromResult<IReadOnlyList<Seat>>([.. newest.Members.Where(member => member.Principal != principal).Select(Seat.Of)])));

    internal async Task SyncInLane()
    {
        while (true)
        {
            var page = await client.Hub.Since(Circle.ToString(), (long)Reader.Position);
            if (page.Error is not null)
                throw new CareRefusedException(page.Error);
            foreach (var entry in page.Entries)
                await Apply(new LogEntry((ulong)entry.Number, entry.Bytes, (ulong)entry.At));
            if (page.Entries.Length == 0 || Reader.StoppedBy != Refusal.None || Reader.Position >= (ulong)page.Last)
                break;
        }

        Keep(await client.Directory.FetchCopies(Reader));
        if (Reader.Newest is { } newest && Reader.Secret(newest.N) is null)
        {
            // Perhaps this person joined a team since: its secrets open what is sealed to it.
            await client.Directory.Refresh();
            Keep(await client.Directory.FetchCopies(Reader));
        }

        foreach (var refused in Refused.OfType<CopyRefused>())
            await client.Hub.CannotOpen(Circle.ToString(), (long)refused.Epoch);
        foreach (var stopped in Refused.OfType<CircleStopped>().Where(stopped => stopped.Refusal != Refusal.Stopped))
            await client.Hub.Report(Circle.ToString(), (long)stopped.Number, stopped.Refusal.ToString());
    }

    private async Task Apply(LogEntry entry)
    {
        if (Manifest.TryDecode(entry.Bytes.Span, out var manifest, out _))
            await client.Directory.Prepare(manifest);
        else if (Message.TryDecode(entry.Bytes.Span, out var message, out _))
            await client.Directory.Prepare(message.Header.Author, message.Header.Device);
        Keep(Reader.Apply(entry));
    }

    private void Keep(IReadOnlyList<Applied> results)
    {
        foreach (var result in results)
        {
            if (result is MessageOpened { Message.Header: var header } && header.Device == client.Keys.Device.Key.PublicKey)
                mine.TryAdd(header.Id, result.Number);
            if (result is MessageOpened opened)
                messages[opened.Number] = new ReadMessage(opened.Number, opened.Message.Header.Author, Contents.WordsOf(opened.Content), opened.Marks, DateTimeOffset.FromUnixTimeMilliseconds((long)opened.Time), SafetyPlan.Read(opened.Content));
            else if (result is Placeholder or CopyRefused or CircleStopped)
                Refused.Add(result);
        }
    }

    private async Task<SendResult> SendInLane(Draft draft)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // (1) It may be in the log already: sent before, with its acknowledgement lost.
            if (mine.TryGetValue(draft.Id, out var number))
            {
                client.Outbox.Forget(draft.Id);
                return new SendResult(null, number);
            }

            // (2) Seal it, once: a retry posts the very same bytes, and is answered with the first number.
            if (client.Outbox.Find(draft.Id) is not { } bytes)
            {
                switch (client.Sealer.Seal(Reader, draft))
                {
                    case SealOutcome.AskFirst ask:
                        return new SendResult(SendResult.AskFirst, Added: ask.Added);
                    case SealOutcome.Refused { Why: Refusal.Stale or Refusal.WrongAuthor or Refusal.UnknownDevice } when await RepairInLane():
                        continue;
                    case SealOutcome.Sealed made:
                        bytes = made.Message.Bytes.ToArray();
                        client.Outbox.Keep(draft.Id, bytes);
                        break;
                    case var refused:
                        return new SendResult(((SealOutcome.Refused)refused).Why.ToString());
                }
            }

            // (3) Post it.
            var reply = await client.Hub.Post(bytes);
            if (reply.Error is null)
            {
                await SyncInLane();
                client.Outbox.Forget(draft.Id);
                return new SendResult(null, (ulong)reply.Number);
            }

            // (4) The epoch moved on while this was sealed: look again, and seal the same id afresh.
            if (reply.Error is not (Protocol.HubErrors.Stale or Protocol.HubErrors.WrongEpoch or Protocol.HubErrors.WrongSeen))
                return new SendResult(reply.Error);
            client.Outbox.Forget(draft.Id);
            await SyncInLane();
            await client.Directory.RefreshMembers(Reader.Newest!);
        }

        return new SendResult(Protocol.HubErrors.Stale);
    }

    private async Task<bool> RepairInLane()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await client.Directory.RefreshMembers(Reader.Newest!);
            if (!Reader.IsStale)
                return true;
            if (!client.Author.TryRepair(Reader, out var link, out _))
                return false;
            var reply = await client.Commit(link);
            if (reply.Error is not (null or Protocol.HubErrors.Lost or Protocol.HubErrors.Stale or Protocol.HubErrors.WrongSeen))
                return false;
            await SyncInLane();
        }

        return !Reader.IsStale;
    }

    private async Task ChangeInLane(Func<Manifest, Task<IReadOnlyList<Seat>>> decide)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await SyncInLane();
            await client.Directory.RefreshMembers(Reader.Newest!);
            if (!client.Author.TryChange(Reader, await decide(Reader.Newest!), out var link, out var refusal))
                throw new CareRefusedException(refusal.ToString());
            var reply = await client.Commit(link);
            if (reply.Error is null)
            {
                await SyncInLane();
                return;
            }

            if (reply.Error is not (Protocol.HubErrors.Lost or Protocol.HubErrors.Stale or Protocol.HubErrors.WrongSeen))
                throw new CareRefusedException(reply.Error);
        }

        throw new CareRefusedException(Protocol.HubErrors.Lost);
    }
}
