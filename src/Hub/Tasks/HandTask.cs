using CareConnect.Domain.People;
using CareConnect.Domain.Tasks;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Tasks;

/// <summary>Gives a task to a member of staff, the caller for example.</summary>
/// <param name="Person">Person id.</param>
public sealed record HandTask(Caller By, Guid Task, string Person) : IRequest<Reply>;

internal sealed class HandTaskHandler(TaskDesk desk) : IRequestHandler<HandTask, Reply>
{
    public Task<Reply> Handle(HandTask request, CancellationToken cancellationToken) =>
        desk.Run(request.By, request.Task, (tx, task, now) => request.Person is not null && Staffing.AccountOf(tx, request.Person) is not null
            ? task.HandOver(new PersonId(request.By.Person!), new PersonId(request.Person), now)
            : null);
}
