using CareConnect.Hub.Tasks;
using CareConnect.Protocol;

namespace CareConnect.Hub.Connections;

public sealed partial class CareHub
{
    public Task<TasksReply> Tasks() => Look(caller => new ListTasks(caller), static (error, _) => new TasksReply(error, []));

    public Task<Reply> FinishTask(Guid task) => Ask(caller => new FinishTask(caller, task));

    public Task<Reply> HandTask(Guid task, string person) => Ask(caller => new HandTask(caller, task, person));
}
