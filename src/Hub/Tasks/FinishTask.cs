using CareConnect.Domain.People;
using CareConnect.Domain.Tasks;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Tasks;

/// <summary>A task was done, by the caller. Asking twice is asking once.</summary>
public sealed record FinishTask(Caller By, Guid Task) : IRequest<Reply>;

internal sealed class FinishTaskHandler(TaskDesk desk) : IRequestHandler<FinishTask, Reply>
{
    public Task<Reply> Handle(FinishTask request, CancellationToken cancellationToken) =>
        desk.Run(request.By, request.Task, (_, task, now) => task.Finish(new PersonId(request.By.Person!), now));
}
