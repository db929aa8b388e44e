using CareConnect.Domain.People;
using CareConnect.Domain.Questionnaires;
using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.Questionnaires;

/// <summary>
/// A clinician who cares for the patient steps the risk level down, with a reason; nothing else ever does. Refused while
/// an alert of the patient is open.
/// </summary>
/// <param name="Level">A code of <see cref="RiskLevel"/>.</param>
/// <param name="Reason">A code of <see cref="LoweringReason"/>.</param>
public sealed record StepDownRisk(Caller By, Guid Record, string Level, string Reason) : IRequest<Reply>;

internal sealed class StepDownRiskHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<StepDownRisk, Reply>
{
    public async Task<Reply> Handle(StepDownRisk request, CancellationToken cancellationToken)
    {
        if (Words<RiskLevel>.Find(request.Level) is not { } level || Words<LoweringReason>.Find(request.Reason) is not { } why)
            return new Reply(HubErrors.Malformed);
        var at = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return new Reply(await writer.Run(tx => Step(tx, request, level, why, at)));
    }

    private static string? Step(WriteTransaction tx, StepDownRisk request, RiskLevel level, LoweringReason why, DateTimeOffset at)
    {
        if (!request.By.IsStaff || !CareTeams.Serves(tx, request.By.Person, request.Record)) return HubErrors.NotFound;
        if (!request.By.Role.May(Act.LowerLevel)) return HubErrors.NotAllowed;
        if (tx.Any("SELECT 1 FROM Alerts WHERE Record = ?1 AND State <> 'closed'", request.Record)) return HubErrors.WrongState;
        if (RiskBook.Of(tx, request.Record).StepDown(level, new PersonId(request.By.Person!), at) is not { } lower) return HubErrors.WrongState;
        RiskBook.Store(tx, request.Record, lower, why);
        return null;
    }
}
