using CareConnect.Crypto.Verification;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Keys;

/// <summary>
/// The verifier's source of links: the database, with newest links. All that is stored was checked before.
/// Valid for one transaction: what is newest may change after it.
/// </summary>
public sealed class StoredLinks(Sql sql, LinkCache cache) : ILinks
{
    public Card? Card(Hash name)
    {
        if (cache.Find<Card>(name) is { } known)
            return known;
        return sql.Bytes("SELECT Bytes FROM Cards WHERE Name = ?1", name.ToString()) is { } bytes ? DecodeCard(bytes) : null;
    }

    public Manifest? Manifest(Hash name)
    {
        if (cache.Find<Manifest>(name) is { } known)
            return known;
        return sql.Bytes("SELECT Bytes FROM Entries WHERE Manifest = ?1", name.ToString()) is { } bytes ? DecodeManifest(bytes) : null;
    }

    public IReadOnlyList<Card> Cards(Hash person) => Cards(person.ToString());

    public IReadOnlyList<Card> Cards(string person) => sql
        .List("SELECT Name FROM Cards WHERE Person = ?1 ORDER BY Number", row => row.GetString(0), person)
        .ConvertAll(name => Card(Parse(name))!);

    public Hash? Newest(Hash chain)
    {
        string id = chain.ToString();
        return (sql.Text("SELECT Newest FROM Circles WHERE Id = ?1", id)
            ?? sql.Text("SELECT Name FROM Cards WHERE Person = ?1 ORDER BY Number DESC LIMIT 1", id)) is { } name ? Parse(name) : null;
    }

    public Card? NewestCard(string person) => sql.Recall("newest card", person, asked => asked.Text(
        "SELECT Name FROM Cards WHERE Person = ?1 ORDER BY Number DESC LIMIT 1", person) is { } name ? Card(Parse(name)) : null);

    /// <summary>The newest manifest of a circle.</summary>
    public Manifest? NewestManifest(string circle) =>
        sql.Text("SELECT Newest FROM Circles WHERE Id = ?1", circle) is { } name ? Manifest(Parse(name)) : null;

    /// <summary>The clinic's newest manifest; null until it is founded.</summary>
    public Manifest? Clinic() =>
        sql.Text("SELECT c.Newest FROM Clinic k JOIN Circles c ON c.Id = k.Circle") is { } name ? Manifest(Parse(name)) : null;

    private static Hash Parse(string name) =>
        Hash.TryParse(name, out Hash hash) ? hash : throw new InvalidDataException("A stored name is not a hash.");

    private Card DecodeCard(byte[] bytes)
    {
        if (!Crypto.Verification.Card.TryDecode(bytes, out Card? card, out Refusal refusal))
            throw new InvalidDataException($"A stored card does not decode: {refusal}.");
        cache.Add(card);
        return card;
    }

    private Manifest DecodeManifest(byte[] bytes)
    {
        if (!Crypto.Verification.Manifest.TryDecode(bytes, out Manifest? manifest, out Refusal refusal))
            throw new InvalidDataException($"A stored manifest does not decode: {refusal}.");
        cache.Add(manifest);
        return manifest;
    }
}
