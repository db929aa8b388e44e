using CareConnect.Crypto.Verification;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Keys;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Circles;

/// <summary>A commit inside the writer.</summary>
internal sealed class CommitTransaction(WriteTransaction tx, LinkCache cache, TimeProvider clock)
{
    private readonly StoredLinks links = new(tx, cache);

    public Committed Run(Candidate candidate)
    {
        Manifest manifest = candidate.Manifest;
        if (manifest.N > long.MaxValue)
            return Refused(Refusal.WrongNumber);

        // (1) Which circle, and may the caller know of it?
        string? circle = manifest.N == 0 ? manifest.Name.ToString()
            : tx.Text("SELECT Circle FROM Entries WHERE Manifest = ?1", manifest.Prev.ToString());
        if (circle is null)
            return Refused(Refusal.WrongPrev);
        LogHead? head = ConversationLog.Head(tx, circle);
        if (head is not null && Access.Of(tx, candidate.By, circle, (int)head.Kind) == Right.None)
            return Refused(HubErrors.NotFound);

        // (2) One link per number: the same again is answered as the first time, another has lost.
        if (head is not null && manifest.N <= (ulong)head.Epoch)
            return Again(circle, manifest);

        // (3) All of section 2, with the newest links; then one copy per member.
        string? clinic = tx.Text("SELECT Circle FROM Clinic");
        if (manifest is { Kind: Kind.Clinic, N: 0 } && (clinic is not null || !IsFounder(candidate)))
            return Refused(HubErrors.NotAllowed);
        Manifest? previous = head is null ? null : links.NewestManifest(circle);
        var context = new ManifestContext(
            links, Hash.TryParse(clinic, out Hash pinned) ? pinned : null, (ulong)(head?.Last ?? 0), head?.LastHash ?? Log.Start);
        Refusal refusal = ManifestRules.Check(manifest, previous, context);
        if (refusal == Refusal.None)
            refusal = candidate.Copies;
        if (refusal != Refusal.None)
            return Refused(refusal, manifest);

        // (4) What the clinic's own records say, which no manifest knows.
        long at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (CommitRecords.Check(tx, candidate, circle, head, previous, at, out Guid? patient) is { } lost)
            return lost;

        // (5) Append, and mark what became stale.
        return Append(candidate, circle, head, previous, patient, at);
    }

    private bool IsFounder(Candidate candidate) => tx.Any("SELECT 1 FROM Clinic WHERE Founder = ?1", candidate.By.Account);

    private Committed Append(Candidate candidate, string circle, LogHead? head, Manifest? previous, Guid? patient, long at)
    {
        Manifest manifest = candidate.Manifest;
        HashSet<Guid> accounts = [.. Access.Told(tx, circle)];
        Appended appended = ConversationLog.AppendManifest(
            tx, circle, head?.Last ?? 0, head?.LastHash ?? Log.Start, manifest, candidate.Bytes, at);
        CircleStore.Save(tx, candidate, circle, appended, patient, manifest.Kind == Kind.Clinic ? manifest : links.Clinic()!);
        List<string> stale = manifest.Kind switch
        {
            Kind.Clinic => AfterClinic(circle, manifest, previous, at),
            // Each epoch of a team has a receiving key of its own.
            Kind.Team => StaleMarks.Principal(tx, circle),
            _ => [],
        };

        accounts.SymmetricExceptWith(Access.Told(tx, circle));
        var entry = new Entry(appended.Number, "manifest", candidate.Bytes, appended.Hash.ToArray(), at);
        return new Committed(new CommitReply(null, circle, entry.Number, entry.Hash), entry, accounts, stale);
    }

    private List<string> AfterClinic(string circle, Manifest manifest, Manifest? previous, long at)
    {
        if (previous is null)
            tx.Execute("UPDATE Clinic SET Circle = ?1", circle);
        // For staff the clinic's manifest is the vouch.
        tx.Execute(
            """
            UPDATE Invitations SET ConfirmedAt = ?2 WHERE ConfirmedAt IS NULL AND Id IN (
                SELECT a.Id FROM Accounts a JOIN CircleMembers m ON m.Circle = ?1 AND m.Principal = a.Person AND NOT m.IsTeam)
            """,
            circle, at);
        return StaleMarks.Clinic(tx, manifest, previous);
    }

    private Committed Again(string circle, Manifest manifest)
    {
        (long Number, string Name, byte[] Hash, byte[] Bytes) first = tx.First(
            "SELECT Number, Manifest, Hash, Bytes FROM Entries WHERE Circle = ?1 AND Epoch = ?2 AND Manifest IS NOT NULL",
            row => (row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3)),
            circle, (long)manifest.N);
        return Nothing(first.Name == manifest.Name.ToString()
            ? new CommitReply(null, circle, first.Number, first.Hash)
            : new CommitReply(HubErrors.Lost, circle, first.Number, first.Hash, first.Bytes));
    }

    private Committed Refused(Refusal refusal, Manifest? manifest = null) => Nothing(new CommitReply(
        refusal.ToString(), "", Newest: refusal == Refusal.Stale && manifest is not null ? NewestLinks.Of(links, manifest) : null));

    private static Committed Refused(string error) => Nothing(new CommitReply(error, ""));

    internal static Committed Nothing(CommitReply reply) => new(reply, null, [], []);
}
