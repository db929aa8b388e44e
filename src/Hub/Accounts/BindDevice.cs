using CareConnect.Crypto.Verification;
using CareConnect.Hub.Keys;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Accounts;

/// <summary>Notes which device a session is used from, so that it ends when that device is removed.</summary>
public sealed record BindDevice(Caller By, byte[]? Device) : IRequest<Reply>;

internal sealed class BindDeviceHandler(WriterQueue writer, LinkCache cache) : IRequestHandler<BindDevice, Reply>
{
    public Task<Reply> Handle(BindDevice request, CancellationToken cancellationToken)
    {
        if (request.Device is not { Length: 32 } device)
            return Task.FromResult(new Reply(HubErrors.Malformed));
        if (!PublicKey.TryRead(device, out PublicKey key, out Refusal refusal))
            return Task.FromResult(new Reply(refusal.ToString()));
        return writer.Run(tx =>
        {
            // In the writer: a device that is being removed must not be bound after its sessions were ended.
            if (request.By.Person is not { } person || new StoredLinks(tx, cache).NewestCard(person)?.Lists(key) != true)
                return new Reply(HubErrors.UnknownDevice);
            int bound = tx.Execute("UPDATE Sessions SET Device = ?2 WHERE Id = ?1 AND EndedAt IS NULL", request.By.Session, key.ToString());
            return new Reply(bound == 1 ? null : HubErrors.NotAllowed);
        });
    }
}
