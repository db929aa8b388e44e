using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>Sends a fresh code by a person's own way, and waits for the provider.</summary>
internal sealed class CodeSender(WriterQueue writer, Readers readers, PageWays ways, PageAddresses addresses, TimeProvider clock)
{
    public async Task<WayError?> Send(string person, Guid method, CancellationToken cancellation)
    {
        var found = readers.Read(sql => sql.First(
            "SELECT Way, Address, Language FROM ContactMethods WHERE Id = ?1 AND Person = ?2 AND GoneAt IS NULL",
            row => (Way: row.GetString(0), Address: (byte[])row[1], Language: row.GetString(2)),
            method, person));
        if (found.Way is null) return WayError.NotFound;
        if (ways.Find(Queue.Words<PageWay>.Read(found.Way)) is not { } way) return WayError.NotConfigured;
        if (addresses.Read(found.Address) is not { } address) return WayError.NotSent;

        var (code, salt, hash) = ContactCodes.Make();
        var now = clock.GetUtcNow();
        if (!await writer.Run(tx => ContactCodes.Keep(tx, person, method, salt, hash, now))) return WayError.Busy;
        var result = await way.Send(
            new OutgoingPage { Id = Guid.CreateVersion7(now), Kind = PageKind.Code, Address = address, Language = found.Language, Code = code },
            cancellation);
        if (result.State == PageState.Sent) return null;
        if (result.Error == PageError.Gone)
            await writer.Run(tx => tx.Execute("UPDATE ContactMethods SET GoneAt = ?2 WHERE Id = ?1", method, now.ToUnixTimeMilliseconds()));
        return WayError.NotSent;
    }
}
