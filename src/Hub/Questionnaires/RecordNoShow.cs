using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Questionnaires;

/// <summary>A patient at high risk did not come to a visit: urgent, day and night. Refused where the level in force is not high.</summary>
public sealed record RecordNoShow(Caller By, Guid Record) : IRequest<Reply>;

internal sealed class RecordNoShowHandler(WriterQueue writer, QueueNews news, TimeProvider clock) : IRequestHandler<RecordNoShow, Reply>
{
    public async Task<Reply> Handle(RecordNoShow request, CancellationToken cancellationToken)
    {
        var at = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var (error, item) = await writer.Run(tx => Hear(tx, request, at));
        if (item is { } changed) news.Tell(changed);
        return new Reply(error);
    }

    private static (string? Error, Guid? Item) Hear(WriteTransaction tx, RecordNoShow request, DateTimeOffset at)
    {
        if (!request.By.IsStaff || !CareTeams.Serves(tx, request.By.Person, request.Record)) return (HubErrors.NotFound, null);
        if (RiskBook.Of(tx, request.Record).Level != RiskLevel.High) return (HubErrors.WrongState, null);
        Signal signal = new HighRiskNoShow(at);
        return (null, RecentSignals.Has(tx, request.Record, signal) ? null : QueueIntake.PatientShared(tx, request.Record, [signal], at));
    }
}
