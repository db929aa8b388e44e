using CareConnect.Hub.Paging;
using CareConnect.Protocol;

namespace CareConnect.Hub.Connections;

public sealed partial class CareHub
{
    public Task<Reply> AlertShown(Guid alert) =>
        AskAtOnce(caller => new AlertShown(caller, alert), static (error, _) => new Reply(error));
}
