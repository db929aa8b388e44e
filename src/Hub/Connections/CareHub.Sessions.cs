using CareConnect.Hub.Accounts;
using CareConnect.Protocol;

namespace CareConnect.Hub.Connections;

public sealed partial class CareHub
{
    public Task<Reply> Hello(byte[] device) => Ask(caller => new BindDevice(caller, device));
}
