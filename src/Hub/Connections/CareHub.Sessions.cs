using CareConnect.Hub.Accounts;
using CareConnect.Protocol;

namespace CareConnect.Hub.Connections;

public sealed partial class CareHub
{
    public Task<Reply> Hello(byte[] device) => Look(caller => new BindDevice(caller, device), static (error, wait) => new Reply(error, wait));
}
