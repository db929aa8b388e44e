using Microsoft.AspNetCore.SignalR;

namespace CareConnect.RawSignalR;

/// <summary>Hands a message to the others of a conversation, and answers.</summary>
public sealed class RelayHub : Hub
{
    public Task Join(string conversation) => Groups.AddToGroupAsync(Context.ConnectionId, conversation);

    public async Task<bool> Post(string conversation, byte[] message)
    {
        await Clients.OthersInGroup(conversation).SendAsync("Appended", conversation, message);
        return true;
    }
}
