using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Paging.Reaching;

/// <summary>Begins a check, as at the start of a shift: each of the caller's proven ways gets a code, to be typed in.</summary>
public sealed record CheckWays(Caller By) : IRequest<CheckReply>;

/// <param name="NotSent">Ways whose provider did not take the code.</param>
public sealed record CheckReply(WayError? Error, IReadOnlyList<Guid> NotSent);

internal sealed class CheckWaysHandler(WriterQueue writer, Readers readers, CodeSender codes, TimeProvider clock) : IRequestHandler<CheckWays, CheckReply>
{
    public async Task<CheckReply> Handle(CheckWays request, CancellationToken cancellationToken)
    {
        var person = request.By.Person;
        if (!readers.Read(sql => ContactAccess.Has(sql, request.By))) return new CheckReply(WayError.NotAllowed, []);
        await writer.Run(tx => tx.Execute(
            """
            INSERT INTO ContactChecks (Person, StartedAt, Sends, SendsSince) VALUES (?1, ?2, 0, ?2)
            ON CONFLICT (Person) DO UPDATE SET StartedAt = ?2
            """,
            person, clock.GetUtcNow().ToUnixTimeMilliseconds()));
        var ways = readers.Read(sql => Reachability.Verified(sql, person!));
        var sent = await Task.WhenAll(ways.Select(async way => (way.Method, Error: await codes.Send(person!, way.Method, cancellationToken))));
        return new CheckReply(
            sent.Any(way => way.Error == WayError.Busy) ? WayError.Busy : null,
            [.. sent.Where(way => way.Error is not null and not WayError.Busy).Select(way => way.Method)]);
    }
}
