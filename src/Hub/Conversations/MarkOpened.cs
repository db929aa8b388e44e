using CareConnect.Crypto.Verification;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Conversations;

/// <summary>A device decrypted and showed the log up to a number. The mark only goes forward.</summary>
public sealed record MarkOpened(Caller By, string? Circle, long Number) : IRequest<Reply>;

internal sealed class MarkOpenedHandler(WriterQueue writer, Pushes pushes, TimeProvider clock) : IRequestHandler<MarkOpened, Reply>
{
    public async Task<Reply> Handle(MarkOpened request, CancellationToken cancellationToken)
    {
        if (request is not { Circle: { Length: 43 } circle, Number: > 0 } || request.By.Person is not { } person)
            return new Reply(HubErrors.Malformed);
        long at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        (string? error, bool moved) = await writer.Run(tx => Mark(tx, request, circle, person, at));
        if (moved)
            pushes.ToCircle(circle, client => client.OpenedBy(circle, person, request.Number, at));
        return new Reply(error);
    }

    private static (string? Error, bool Moved) Mark(WriteTransaction tx, MarkOpened request, string circle, string person, long at)
    {
        if (ConversationLog.Head(tx, circle) is not { } head
            || Access.Of(tx, request.By, circle, (int)head.Kind) != Right.Member)
            return (HubErrors.NotFound, false);
        if (request.Number > head.Last)
            return (HubErrors.Malformed, false);

        // Counted from the end: a mark is nearly always close to it.
        long after = tx.Number("SELECT COUNT(*) FROM Entries WHERE Circle = ?1 AND Number > ?2 AND Manifest IS NULL", circle, request.Number) ?? 0;
        int moved = tx.Execute(
            """
            INSERT INTO Opened (Circle, Person, Number, Messages, At) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (Circle, Person) DO UPDATE SET Number = ?3, Messages = ?4, At = ?5 WHERE Opened.Number < ?3
            """,
            circle, person, request.Number, head.Messages - after, at);
        return (null, moved == 1 && head.Kind is not (Kind.Clinic or Kind.Team));
    }
}
