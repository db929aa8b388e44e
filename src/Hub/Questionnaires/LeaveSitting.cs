using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Questionnaires;

/// <summary>A patient leaves a questionnaire for now. What was answered is kept, and acts at once. False: not theirs.</summary>
public sealed record LeaveSitting(Caller By, Guid Sitting) : IRequest<bool>;

internal sealed class LeaveSittingHandler(WriterQueue writer, SittingNews news, TimeProvider clock) : IRequestHandler<LeaveSitting, bool>
{
    public async Task<bool> Handle(LeaveSitting request, CancellationToken cancellationToken)
    {
        var at = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var (theirs, followed) = await writer.Run(
            tx =>
            {
                if (SittingStore.Find(tx, request.Sitting) is not { } found || found.Record != request.By.Account) return (false, default);
                return (true, found.State == SittingState.Open ? SittingIntake.End(tx, found, SittingState.Left, at) : default);
            },
            Priority.Crisis);
        news.Tell(request.Sitting, followed);
        return theirs;
    }
}
