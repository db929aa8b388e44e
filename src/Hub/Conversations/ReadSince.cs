using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Conversations;

/// <summary>Entries of a log after a number, in order: at most <see cref="Limits.EntriesPage"/>, and about a MiB.</summary>
public sealed record ReadSince(Caller By, string? Circle, long Number) : IRequest<EntriesReply>;

internal sealed class ReadSinceHandler(Readers readers, AccessLog accessLog) : IRequestHandler<ReadSince, EntriesReply>
{
    private const int PageBytes = 1024 * 1024;

    public async Task<EntriesReply> Handle(ReadSince request, CancellationToken cancellationToken)
    {
        if (request is not { Circle: { Length: 43 } circle, Number: >= 0 })
            return Refused(HubErrors.Malformed);
        (EntriesReply reply, Right right) = readers.Snapshot(sql => Read(sql, request, circle));
        if (right == Right.Custodian)
            await accessLog.Note(request.By, circle, "entries");
        return reply;
    }

    private static (EntriesReply Reply, Right Right) Read(Sql sql, ReadSince request, string circle)
    {
        if (ConversationLog.Head(sql, circle) is not { } head
            || Access.Of(sql, request.By, circle, (int)head.Kind) is var right && right == Right.None)
            return (Refused(HubErrors.NotFound), Right.None);

        int size = 0;
        List<Entry> entries = sql.ListWhile(
            "SELECT Number, Manifest IS NULL, Bytes, Hash, At FROM Entries WHERE Circle = ?1 AND Number > ?2 ORDER BY Number LIMIT ?3",
            row => new Entry(
                row.GetInt64(0), row.GetBoolean(1) ? "message" : "manifest", row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4)),
            entry => (size += entry.Bytes.Length) < PageBytes,
            circle, request.Number, Limits.EntriesPage);
        List<OpenedMark> opened = sql.List(
            "SELECT Person, Number, At FROM Opened WHERE Circle = ?1",
            row => new OpenedMark(row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
            circle);
        return (new EntriesReply(null, [.. entries], head.Last, [.. opened]), right);
    }

    private static EntriesReply Refused(string error) => new(error, [], 0, []);
}
