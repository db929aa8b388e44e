using CareConnect.Hub.Queue;
using CareConnect.Protocol;

namespace CareConnect.Hub.Connections;

public sealed partial class CareHub
{
    public Task<QueueReply> Queue() => Look(caller => new ListQueue(caller), static (error, _) => new QueueReply(error, []));

    public Task<TakeReply> Claim(Guid item) => Ask(caller => new ClaimItem(caller, item), static (error, _) => new TakeReply(error));

    public Task<Reply> Release(Guid item) => Ask(caller => new ReleaseItem(caller, item));

    public Task<Reply> Reroute(Guid item, string team, string reason) => Ask(caller => new RerouteItem(caller, item, team, reason));

    public Task<Reply> LowerLevel(Guid item, string level, string reason) => Ask(caller => new LowerLevel(caller, item, level, reason));

    public Task<Reply> HandOver(Guid item, string person) => Ask(caller => new HandOverItem(caller, item, person));

    public Task<Reply> Close(Guid item, string outcome) => Ask(caller => new CloseItem(caller, item, outcome));
}
