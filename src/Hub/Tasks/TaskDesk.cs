using CareConnect.Domain.Tasks;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;

namespace CareConnect.Hub.Tasks;

/// <summary>Moves one task for a person who sees it, in the one writer's transaction. Then whoever sees it is told.</summary>
public sealed class TaskDesk(WriterQueue writer, TaskNews news, TimeProvider clock)
{
    internal async Task<Reply> Run(Caller by, Guid id, Func<WriteTransaction, CareTask, DateTimeOffset, TaskResult?> move)
    {
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var (result, before) = await writer.Run(tx =>
        {
            if (!by.IsStaff || TaskBook.Find(tx, id) is not { } task || !TaskWatch.Sees(tx, task, by.Person, now))
                return ((TaskResult?)null, new List<Guid>());
            var formerly = TaskWatch.Of(tx, task, now).ConvertAll(member => member.Account);
            var result = move(tx, task, now);
            if (result is TaskMoved moved) TaskBook.Store(tx, moved);
            return (result, formerly);
        });
        if (result is TaskMoved) news.TellOne(id, before);
        return new Reply(result switch
        {
            null => HubErrors.NotFound,
            TaskMoved or TaskAlreadySo => null,
            _ => HubErrors.WrongState,
        });
    }
}
