using System.Collections.Frozen;
using CareConnect.Crypto.Verification;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Connections;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Reports;

/// <summary>
/// A device stopped a circle, or was shown less of a chain than it had seen: "the clinic is told" (PROTOCOL section 4, Reader).
/// The chain need not be known here: a server that went back may have lost it.
/// </summary>
public sealed record ReportRefusal(Caller By, string? Chain, long Number, string? Refusal) : IRequest<Reply>;

internal sealed class ReportRefusalHandler(WriterQueue writer, Pushes pushes, TimeProvider clock, ILogger<ReportRefusal> logger)
    : IRequestHandler<ReportRefusal, Reply>
{
    /// <summary>Of one person; nobody needs more to know that something is wrong.</summary>
    public const int Most = 100;

    private static readonly FrozenSet<string> Refusals =
        Enum.GetNames<Refusal>().Where(name => name != nameof(Refusal.None)).ToFrozenSet(StringComparer.Ordinal);

    public async Task<Reply> Handle(ReportRefusal request, CancellationToken cancellationToken)
    {
        if (request is not { Chain: { } chain, Number: >= 0, Refusal: { } refusal } || !Hash.TryParse(chain, out _) || !Refusals.Contains(refusal))
            return new Reply(HubErrors.Malformed);
        if (request.By.Person is not { } person)
            return new Reply(HubErrors.NotAllowed);
        bool isNew = await writer.Run(tx => tx.Execute(
            """
            INSERT INTO Reports (Person, Chain, Refusal, Number, At) SELECT ?1, ?2, ?3, ?4, ?5
            WHERE (SELECT COUNT(*) FROM Reports WHERE Person = ?1) < ?6
            ON CONFLICT DO NOTHING
            """,
            person, chain, refusal, request.Number, clock.GetUtcNow().ToUnixTimeMilliseconds(), Most)) == 1;
        if (isNew)
        {
            logger.RefusalReported(person, chain, request.Number, refusal);
            pushes.ToStaff(client => client.PeopleChanged());
        }

        return new Reply();
    }
}
