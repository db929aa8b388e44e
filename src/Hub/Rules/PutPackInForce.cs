using CareConnect.Domain.People;
using CareConnect.Domain.Rules;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Rules;

/// <summary>Lets a previewed document decide from now on.</summary>
/// <param name="Ticket">Of the preview.</param>
public sealed record PutPackInForce(Caller By, string Document, string Ticket) : IRequest<PackAnswer>;

internal sealed class PutPackInForceHandler(WriterQueue writer, PreviewTickets tickets, TimeProvider clock) : IRequestHandler<PutPackInForce, PackAnswer>
{
    public Task<PackAnswer> Handle(PutPackInForce request, CancellationToken cancellationToken)
    {
        var document = request.Document.ReplaceLineEndings("\n");
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return writer.Run<PackAnswer>(tx =>
        {
            // In the writer: of two administrators who do it at once, the second sees the first one's rules before.
            if (!RulesAccess.May(tx, request.By, Act.TuneRules)) return new RulesNotYours();
            if (PackStore.Read(tx, document) is PackRefused refused) return new DocumentRefused(refused.Refusals);
            if (!tickets.Holds(request.Ticket, request.By.Account, document, RulePacks.Current(tx).Version)) return new PreviewAgain();
            var pack = ((PackRead)PackDocument.Read(document)).Pack;
            PackStore.PutInForce(tx, pack, document, request.By.Account, now);
            return new PackInForce(pack.Version, now.ToUnixTimeMilliseconds());
        });
    }
}
