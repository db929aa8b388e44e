using CareConnect.Domain.OnCall;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>Takes a schedule out of force. Refused while a policy pages by it.</summary>
public sealed record RemoveSchedule(Caller By, Guid Id) : IRequest<OnCallAnswer>;

internal sealed class RemoveScheduleHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<RemoveSchedule, OnCallAnswer>
{
    public Task<OnCallAnswer> Handle(RemoveSchedule request, CancellationToken cancellationToken) => writer.Run(tx =>
    {
        var now = clock.GetUtcNow();
        if (!OnCallAccess.Edits(tx, request.By)) return OnCallAnswer.Refused(HubErrors.NotAllowed);
        var (book, id) = (OnCallStore.Book(tx, now, now.AddMilliseconds(1)), new ScheduleId(request.Id));
        if (!book.Schedules.ContainsKey(id)) return OnCallAnswer.Refused(HubErrors.NotFound);
        if (book.Policies.Values.SelectMany(policy => policy.Steps).SelectMany(step => step.Targets).Contains(new ScheduleTarget(id)))
            return OnCallAnswer.Refused([new InUse()])!;
        tx.Execute(
            """
            INSERT INTO OnCallSchedules (Id, Version, Name, TimeZone, Rotations, Removed, ChangedBy, ChangedAt)
            SELECT Id, Version + 1, Name, TimeZone, Rotations, TRUE, ?2, ?3 FROM OnCallSchedules
            WHERE Id = ?1 ORDER BY Version DESC LIMIT 1
            """,
            request.Id, request.By.Person, OnCallStore.Ms(now));
        return OnCallAnswer.Done;
    });
}
