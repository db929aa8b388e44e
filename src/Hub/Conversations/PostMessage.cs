using System.Diagnostics;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Keys;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Conversations;

/// <summary>Appends a message: PROTOCOL section 4, Server, Post. Acknowledged means committed and flushed.</summary>
public sealed record PostMessage(Caller By, byte[]? Bytes) : IRequest<PostReply>;

internal sealed class PostMessageHandler(
    WriterQueue writer, LinkCache cache, Pushes pushes, QueueNews queue, TimeProvider clock) : IRequestHandler<PostMessage, PostReply>
{
    public async Task<PostReply> Handle(PostMessage request, CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();

        // (1) Strict decoding and sizes; only one's own words.
        if (request.Bytes is not { } bytes)
            return new PostReply(HubErrors.Malformed);
        if (!Message.TryDecode(bytes, out Message? message, out Refusal refusal))
            return new PostReply(refusal.ToString());
        if (!OpenPart.TryRead(message.Header.Open, out OpenPart open))
            return new PostReply(HubErrors.Malformed);
        if (request.By.Person is not { } person || message.Header.Author.ToString() != person)
            return new PostReply(nameof(Refusal.WrongAuthor));

        // (2) The costly check outside the writer. It counts at its place in the order below.
        bool signed = message.VerifySignature(message.Header.Device);

        // (3) Everything that can change is read where it cannot change any more. A message that names an alert may raise it.
        Priority priority = open.Alert is null ? Priority.Ordinary : Priority.Crisis;
        (PostReply reply, IReadOnlyList<Guid> told, Guid? item) = await writer.Run(
            tx => Append(tx, request.By, person, message, bytes, signed, open), priority);

        // (4) Behind the acknowledgement.
        if (told.Count > 0)
        {
            string circle = message.Header.Circle.ToString();
            var entry = new Entry(reply.Number, "message", bytes, reply.Hash!, reply.At);
            pushes.ToAccounts(told, client => client.Appended(circle, entry), begun);
        }

        if (item is { } changed)
            queue.Tell(changed);
        return reply;
    }

    private (PostReply Reply, IReadOnlyList<Guid> Told, Guid? Item) Append(
        WriteTransaction tx, Caller by, string person, Message message, byte[] bytes, bool signed, OpenPart open)
    {
        Header header = message.Header;

        // (a) Membership.
        if (ConversationLog.Head(tx, header.Circle.ToString()) is not { } head
            || Access.Of(tx, by, head.Circle, (int)head.Kind) is not (Right.Member or Right.Custodian))
            return Refused(HubErrors.NotFound);
        if (head.Kind is Kind.Clinic or Kind.Team)
            return Refused(HubErrors.NotAllowed);

        // (b) A retry has its first answer, whatever happened since.
        if (ConversationLog.Known(tx, message) is ({ } first, { } stored))
            return stored.AsSpan().SequenceEqual(bytes) ? (Accepted(first), [], null) : Refused(HubErrors.Different);

        // (c) The newest epoch, and a fresh one.
        if (header.Epoch != (ulong)head.Epoch || head.Stale)
            return (Behind(tx, head, header), [], null);

        // (d) A device of the author's newest card.
        if (new StoredLinks(tx, cache).NewestCard(person)?.Lists(header.Device) != true)
            return Refused(HubErrors.UnknownDevice);

        // (e) The author's view of the log is the log.
        if (ConversationLog.HashAt(tx, head.Circle, header.SeenN) is not { } seen || seen != header.SeenH)
            return Refused(HubErrors.WrongSeen);

        // (f) The signature.
        if (!signed)
            return Refused(HubErrors.BadSignature);

        // (g) Append; the queue's item with it or not at all.
        DateTimeOffset now = clock.GetUtcNow();
        Appended appended = ConversationLog.AppendMessage(tx, head, message, bytes, now.ToUnixTimeMilliseconds());
        return (Accepted(appended), Access.Told(tx, head.Circle), TellQueue(tx, by, person, head, open, now));
    }

    private static Guid? TellQueue(WriteTransaction tx, Caller by, string person, LogHead head, OpenPart open, DateTimeOffset now) =>
        head is not { Kind: Kind.Thread, Plan: false, Patient: { } record } ? null
        : by.Account == record ? QueueIntake.PatientWrote(tx, head.Circle, record, person, open.Soon, open.Alert, now, open.Cue)
        : QueueIntake.StaffWrote(tx, head.Circle, person, now);

    private PostReply Behind(WriteTransaction tx, LogHead head, Header header)
    {
        var links = new StoredLinks(tx, cache);
        Manifest epoch = links.NewestManifest(head.Circle)!;
        return header.Epoch != epoch.N
            ? new PostReply(HubErrors.WrongEpoch, Newest: [epoch.Bytes.ToArray()])
            : new PostReply(HubErrors.Stale, Newest: NewestLinks.Of(links, epoch));
    }

    private static PostReply Accepted(Appended entry) => new(null, entry.Number, entry.Hash.ToArray(), entry.At);

    private static (PostReply Reply, IReadOnlyList<Guid> Told, Guid? Item) Refused(string error) => (new PostReply(error), [], null);
}
