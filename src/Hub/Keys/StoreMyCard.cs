using CareConnect.Crypto.Verification;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Keys;

/// <summary>Stores a person's next card, with the keyring it names and all wraps, together or not at all.</summary>
public sealed record StoreMyCard(Caller By, StoreCard Keys) : IRequest<Reply>;

internal sealed class StoreMyCardHandler(
    WriterQueue writer, LinkCache cache, SessionEnds ends, StaleNews stale, Pushes pushes, TimeProvider clock)
    : IRequestHandler<StoreMyCard, Reply>
{
    public async Task<Reply> Handle(StoreMyCard request, CancellationToken cancellationToken)
    {
        // (1) Decode and weigh, outside the writer.
        if (KeyParts.Read(request.Keys, out Card card) is var refusal and not Refusal.None)
            return new Reply(refusal.ToString());

        // (2) Check against the chain as it is now, and store.
        Stored stored = await writer.Run(tx => Store(tx, request, card));
        if (stored.Error is not null)
            return new Reply(stored.Error);

        // (3) A removed device is signed out; circles that seal to the old key want a repair; who invited looks again.
        foreach (Guid session in stored.Ended)
            await ends.Close(session);
        stale.Tell(stored.Stale);
        if (card.N == 0)
            pushes.ToStaff(client => client.PeopleChanged());
        return new Reply();
    }

    private Stored Store(WriteTransaction tx, StoreMyCard request, Card card)
    {
        Guid account = request.By.Account;
        string? person = tx.Text("SELECT Person FROM Accounts WHERE Id = ?1 AND Enabled", account);
        var links = new StoredLinks(tx, cache);
        IReadOnlyList<Card> chain = person is null ? [] : links.Cards(person);

        // Sending the same card again is answered as the first time; another card at its number has lost.
        if (card.N < (ulong)chain.Count)
            return new Stored(chain[(int)card.N].Name == card.Name ? null : HubErrors.Lost);
        if (CardRules.Check(card, chain) is var refusal and not Refusal.None)
            return new Stored(refusal.ToString());
        if (person is null && Begin(tx, account, card, request.Keys.Tag) is { } error)
            return new Stored(error);

        person ??= card.Name.ToString();
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        tx.Execute(
            "INSERT INTO Cards (Person, Number, Name, Bytes, At) VALUES (?1, ?2, ?3, ?4, ?5)",
            person, (long)card.N, card.Name.ToString(), request.Keys.Card, now);
        tx.Execute(
            "INSERT INTO Keyrings (Person, Bytes) VALUES (?1, ?2) ON CONFLICT (Person) DO UPDATE SET Bytes = ?2",
            person, request.Keys.Keyring);
        tx.Execute("DELETE FROM Wraps WHERE Person = ?1", person);
        for (int i = 0; i < request.Keys.Wraps.Length; i++)
            tx.Execute("INSERT INTO Wraps (Person, Position, Bytes) VALUES (?1, ?2, ?3)", person, i, request.Keys.Wraps[i]);
        return chain.Count == 0 ? new Stored(null) : After(tx, person, card, chain[^1], account, now);
    }

    // The account is the person from now on; the tag shows the inviter that they hold the link.
    private static string? Begin(WriteTransaction tx, Guid account, Card card, byte[] tag)
    {
        bool invited = tx.Any("SELECT 1 FROM Invitations WHERE Id = ?1", account);
        if (invited && tag.Length != 32)
            return HubErrors.Malformed;
        // Somebody else's card is public; it makes nobody else that person.
        string person = card.Name.ToString();
        if (tx.Any("SELECT 1 FROM Cards WHERE Name = ?1", person))
            return HubErrors.NotAllowed;
        if (tx.Execute("UPDATE Accounts SET Person = ?2 WHERE Id = ?1 AND Enabled AND Person IS NULL", account, person) != 1)
            return HubErrors.NotAllowed;
        if (invited)
            tx.Execute("UPDATE Invitations SET Tag = ?2 WHERE Id = ?1", account, tag);
        return null;
    }

    private static Stored After(WriteTransaction tx, string person, Card card, Card before, Guid account, long now)
    {
        var ended = new List<Guid>();
        foreach (PublicKey device in before.Devices)
        {
            if (!card.Lists(device))
            {
                ended.AddRange(tx.List(
                    "UPDATE Sessions SET EndedAt = ?3 WHERE AccountId = ?1 AND Device = ?2 AND EndedAt IS NULL RETURNING Id",
                    row => row.GetGuid(0),
                    account, device.ToString(), now));
            }
        }

        return new Stored(null)
        {
            Ended = ended,
            Stale = card.ReceivingKey.SequenceEqual(before.ReceivingKey) ? [] : StaleMarks.Principal(tx, person),
        };
    }

    private sealed record Stored(string? Error)
    {
        public List<Guid> Ended { get; init; } = [];

        public List<string> Stale { get; init; } = [];
    }
}
