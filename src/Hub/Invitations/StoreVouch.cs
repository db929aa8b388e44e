using System.Text;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Keys;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Invitations;

/// <summary>A staff device's signed word that a person's keys belong to a patient's record (PROTOCOL section 6).</summary>
public sealed record StoreVouch(Caller By, NewVouch Vouch) : IRequest<Reply>;

internal sealed class StoreVouchHandler(WriterQueue writer, LinkCache cache, Pushes pushes, TimeProvider clock) : IRequestHandler<StoreVouch, Reply>
{
    public async Task<Reply> Handle(StoreVouch request, CancellationToken cancellationToken)
    {
        if (request.Vouch is not { Vouch: { } bytes })
            return new Reply(HubErrors.Malformed);
        if (!Vouch.TryDecode(bytes, out Vouch? vouch, out Refusal refusal))
            return new Reply(refusal.ToString());
        if (request.By.Person is not { } person || vouch.Author.ToString() != person)
            return new Reply(nameof(Refusal.WrongAuthor));
        // The record as text, 36 characters: the id that the clinic knows the patient by.
        if (!Guid.TryParseExact(Encoding.ASCII.GetString(vouch.Record.Span), "D", out Guid record))
            return new Reply(HubErrors.Malformed);

        string? error = await writer.Run(tx => Store(tx, request.By, vouch, bytes, record));
        if (error is null)
            pushes.ToStaff(client => client.PeopleChanged());
        return new Reply(error);
    }

    private string? Store(WriteTransaction tx, Caller by, Vouch vouch, byte[] bytes, Guid record)
    {
        if (!by.IsStaff || !Access.IsPresent(tx, by))
            return HubErrors.NotAllowed;
        if (!Hash.TryParse(tx.Text("SELECT Circle FROM Clinic"), out Hash clinic))
            return HubErrors.NotFound;
        if (VouchRules.Check(vouch, clinic, new StoredLinks(tx, cache)) is var refusal and not Refusal.None)
            return refusal.ToString();
        if (!tx.Any("SELECT 1 FROM Accounts WHERE Id = ?1 AND Role = 0 AND Person = ?2", record, vouch.Person.ToString()))
            return HubErrors.NotFound;

        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        tx.Execute(
            "INSERT INTO Vouches (Name, Person, Record, Author, Bytes, At) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
            vouch.Name.ToString(), vouch.Person.ToString(), record, vouch.Author.ToString(), bytes, now);
        tx.Execute("UPDATE Invitations SET ConfirmedAt = ?2 WHERE Id = ?1 AND ConfirmedAt IS NULL", record, now);
        return null;
    }
}
