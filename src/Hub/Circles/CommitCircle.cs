using CareConnect.Crypto.Verification;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Crisis;
using CareConnect.Hub.Keys;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Circles;

/// <summary>Commits the next link of a circle: PROTOCOL section 4, Server, Commit. One link per number; the loser gets the winner.</summary>
public sealed record CommitCircle(Caller By, Commit Commit) : IRequest<CommitReply>;

internal sealed class CommitCircleHandler(
    WriterQueue writer, LinkCache cache, StaleNews stale, AlertNews alerts, QueueNews queue, Pushes pushes, TimeProvider clock)
    : IRequestHandler<CommitCircle, CommitReply>
{
    public async Task<CommitReply> Handle(CommitCircle request, CancellationToken cancellationToken)
    {
        // (1) Decode; nobody commits in another's name.
        if (request.Commit is not { Manifest: { } bytes, Copies: { } sent, About: not null, Title: not null })
            return new CommitReply(HubErrors.Malformed, "");
        if (!Manifest.TryDecode(bytes, out Manifest? manifest, out Refusal refusal))
            return new CommitReply(refusal.ToString(), "");
        if (request.By.Person is null || manifest.Author.ToString() != request.By.Person)
            return new CommitReply(HubErrors.NotAllowed, "");

        // (2) Hash the copies outside the writer.
        var candidate = new Candidate(request.By, request.Commit, manifest, bytes, CheckCopies(manifest, sent));

        // (3) The rest against the newest links, and the append, in one transaction.
        Priority priority = manifest.Kind == Kind.Crisis ? Priority.Crisis : Priority.Ordinary;
        Committed committed = await writer.Run(tx => new CommitTransaction(tx, cache, clock).Run(candidate), priority);
        await Tell(committed, candidate);
        return committed.Reply;
    }

    private static Refusal CheckCopies(Manifest manifest, CommitCopy[] sent)
    {
        var copies = new Dictionary<Hash, byte[]>(sent.Length);
        foreach (CommitCopy copy in sent)
        {
            if (copy is not { Bytes: not null } || !Hash.TryParse(copy.Principal, out Hash principal))
                return Refusal.Malformed;
            if (!copies.TryAdd(principal, copy.Bytes))
                return Refusal.CopyMismatch;
        }

        return CopyRules.Check(manifest, copies);
    }

    private async Task Tell(Committed committed, Candidate candidate)
    {
        if (committed.Entry is not { } entry)
            return;
        string circle = committed.Reply.Circle;
        pushes.ToCircle(circle, client => client.Appended(circle, entry));
        stale.Tell(committed.Stale);
        if (candidate is { Manifest: { Kind: Kind.Crisis, N: 0 }, Commit.Alert: { } alert })
            await alerts.Tell(alert);
        if (candidate.Manifest.Kind == Kind.Clinic)
        {
            pushes.ToEverybody(client => client.CirclesChanged());
            pushes.ToStaff(client => client.PeopleChanged());
        }
        else
        {
            pushes.ToAccounts(committed.GainedOrLost, client => client.CirclesChanged());
            // Who left it may have been the last, or have had a row.
            if (candidate.Manifest.Kind == Kind.Team) queue.TellTeam(circle);
        }
    }
}

/// <summary>A decoded commit that waits for the writer.</summary>
/// <param name="Copies">What <see cref="CopyRules"/> said of the copies; it counts only after the manifest itself.</param>
internal sealed record Candidate(Caller By, Commit Commit, Manifest Manifest, byte[] Bytes, Refusal Copies);

/// <param name="Entry">Null when nothing was appended.</param>
/// <param name="GainedOrLost">Accounts whose list of circles changed.</param>
/// <param name="Stale">Circles that must be repaired because of it.</param>
internal sealed record Committed(CommitReply Reply, Entry? Entry, IReadOnlyCollection<Guid> GainedOrLost, List<string> Stale);
