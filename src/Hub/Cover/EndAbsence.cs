using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Hub.Tasks;
using MediatR;

namespace CareConnect.Hub.Cover;

/// <summary>Somebody is back, or does not go: an absence that runs ends now, one to come is taken out.</summary>
/// <returns>False when there is no such absence that the caller may end.</returns>
public sealed record EndAbsence(Caller By, Guid Absence) : IRequest<bool>;

internal sealed class EndAbsenceHandler(WriterQueue writer, QueueNews queue, TaskNews tasks, TimeProvider clock) : IRequestHandler<EndAbsence, bool>
{
    public async Task<bool> Handle(EndAbsence request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var person = await writer.Run(tx =>
        {
            if (tx.Text("SELECT Person FROM Absences WHERE Id = ?1 AND Until > ?2", request.Absence, now) is not { } person
                || !Absences.MaySay(tx, request.By, person))
                return null;
            tx.Execute("""DELETE FROM Absences WHERE Id = ?1 AND "from" > ?2""", request.Absence, now);
            tx.Execute("UPDATE Absences SET Until = ?2 WHERE Id = ?1", request.Absence, now);
            return person;
        });
        if (person is null) return false;
        queue.TellOwner(person);
        tasks.TellOwner(person);
        return true;
    }
}
