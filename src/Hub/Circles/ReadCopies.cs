using CareConnect.Hub.Accounts;
using CareConnect.Hub.Conversations;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Circles;

/// <summary>Sealed copies of a circle from an epoch on, for the caller and the teams they are in; null when they are not in it.</summary>
public sealed record ReadCopies(Caller By, string Circle, long From) : IRequest<Copies?>;

internal sealed class ReadCopiesHandler(Readers readers, AccessLog accessLog) : IRequestHandler<ReadCopies, Copies?>
{
    public async Task<Copies?> Handle(ReadCopies request, CancellationToken cancellationToken)
    {
        (Copies? copies, Right right) = readers.Snapshot(sql => Read(sql, request));
        if (right == Right.Custodian)
            await accessLog.Note(request.By, request.Circle, "copies");
        return copies;
    }

    private static (Copies? Copies, Right Right) Read(Sql sql, ReadCopies request)
    {
        if (ConversationLog.Head(sql, request.Circle) is not { } head
            || Access.Of(sql, request.By, request.Circle, (int)head.Kind) is var right && right is not (Right.Member or Right.Custodian))
            return (null, Right.None);
        List<SealedCopy> copies = sql.List(
            """
            SELECT Epoch, Principal, Bytes FROM Copies
            WHERE Circle = ?1 AND Epoch >= ?3 AND (Principal = ?2 OR Principal IN (
                SELECT t.Circle FROM CircleMembers t JOIN Circles c ON c.Id = t.Circle AND c.Kind = 2 WHERE t.Principal = ?2))
            ORDER BY Epoch, Principal
            """,
            row => new SealedCopy(row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2)),
            request.Circle, request.By.Person, request.From);
        return (new Copies([.. copies]), right);
    }
}
