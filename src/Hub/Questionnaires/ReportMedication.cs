using CareConnect.Domain.Triage;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Questionnaires;

/// <summary>
/// A patient says that they ran out of a medication or stopped one: seen the same working day. Which one they write to
/// their team. Answers with by when somebody has looked; null for staff.
/// </summary>
public sealed record ReportMedication(Caller By, bool RanOut) : IRequest<DateTimeOffset?>;

internal sealed class ReportMedicationHandler(WriterQueue writer, QueueNews news, TimeProvider clock) : IRequestHandler<ReportMedication, DateTimeOffset?>
{
    public async Task<DateTimeOffset?> Handle(ReportMedication request, CancellationToken cancellationToken)
    {
        if (request.By.IsStaff) return null;
        var (record, at) = (request.By.Account, TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        Signal signal = new MedicationStopped(request.RanOut, at);
        var (item, by) = await writer.Run(tx => (
            RecentSignals.Has(tx, record, signal) ? null : QueueIntake.PatientShared(tx, record, [signal], at),
            TriageRules.Decide([signal], RulePacks.Current(tx), at).Clocks.ContactBy));
        if (item is { } changed) news.Tell(changed);
        return by;
    }
}
