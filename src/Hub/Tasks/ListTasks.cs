using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Tasks;

/// <summary>What is still to be done and the caller sees: theirs and what they cover first, then by day.</summary>
public sealed record ListTasks(Caller By) : IRequest<TasksReply>;

internal sealed class ListTasksHandler(Readers readers, TimeProvider clock) : IRequestHandler<ListTasks, TasksReply>
{
    public Task<TasksReply> Handle(ListTasks request, CancellationToken cancellationToken)
    {
        if (request.By is not { IsStaff: true, Person: { } person }) return Task.FromResult(new TasksReply(HubErrors.NotAllowed, []));
        var now = clock.GetUtcNow();
        var rows = readers.Snapshot(sql => TaskBook.Open(sql)
            .Where(task => TaskWatch.Sees(sql, task, person, now))
            .Select(task => TaskRows.Of(sql, task, now))
            .OrderBy(row => row.Owner != person && row.CoveredBy != person)
            .ThenBy(row => row.Due)
            .ThenBy(row => row.Task)
            .ToArray());
        return Task.FromResult(new TasksReply(null, rows));
    }
}
