using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Rules;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Telemetry;

/// <summary>How this node does, since it started. Null for who may not see it.</summary>
public sealed record ReadNodeReport(Caller By) : IRequest<NodeReport?>;

/// <param name="Waiting">Writes that wait now; of these, <paramref name="WaitingCrisis"/> go ahead of all others.</param>
/// <param name="Batch">Writes in a commit.</param>
/// <param name="Commit">Seconds of a commit.</param>
/// <param name="Delivery">Seconds from a message's arrival to its readers on this node.</param>
/// <param name="Lateness">Seconds by which alerts were moved late.</param>
/// <param name="Behind">Connections that read more slowly than they are written to; <paramref name="Ended"/> were ended for it.</param>
/// <param name="Dropped">Hints that did not reach other nodes.</param>
public sealed record NodeReport(
    DateTimeOffset Since, long Waiting, long WaitingCrisis, SpreadFigures Batch, SpreadFigures Commit, SpreadFigures Delivery, SpreadFigures Lateness,
    long Connections, long Behind, long Ended, long Dropped);

internal sealed class ReadNodeReportHandler(Readers readers, NodeFigures figures) : IRequestHandler<ReadNodeReport, NodeReport?>
{
    public Task<NodeReport?> Handle(ReadNodeReport request, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(sql => RulesAccess.May(sql, request.By, Act.SeeFigures)) ? Report() : null);

    private NodeReport Report()
    {
        var (ordinary, crisis) = (figures.Gauge(Measures.Waiting, "ordinary"), figures.Gauge(Measures.Waiting, "crisis"));
        return new NodeReport(
            figures.Since, ordinary + crisis, crisis, figures.Spread(Measures.Batch), figures.Spread(Measures.Commit), figures.Spread(Measures.Delivery),
            figures.Spread(Measures.Lateness), figures.Gauge(Measures.Connections), figures.Gauge(Measures.Behind), figures.Sum(Measures.Ended), figures.Sum(Measures.Dropped));
    }
}
