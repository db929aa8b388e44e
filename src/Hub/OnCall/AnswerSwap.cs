using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>Agrees to a swap, says no, or takes it back. Agreed, both shifts change in the same transaction.</summary>
/// <param name="To">What becomes of it.</param>
public sealed record AnswerSwap(Caller By, Guid Swap, SwapState To) : IRequest<SwapAnswer>;

internal sealed class AnswerSwapHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<AnswerSwap, SwapAnswer>
{
    public Task<SwapAnswer> Handle(AnswerSwap request, CancellationToken cancellationToken) => writer.Run(tx =>
    {
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (!OnCallAccess.Sees(tx, request.By)) return new SwapAnswer(HubErrors.NotAllowed, null);
        if (OnCallStore.Swap(tx, request.Swap) is not { } swap) return new SwapAnswer(HubErrors.NotFound, null);
        var by = new PersonId(request.By.Person!);
        // Strangers to a swap do not learn that there is one.
        if (by != swap.Asker && by != swap.Other) return new SwapAnswer(HubErrors.NotFound, null);
        var result = request.To switch
        {
            SwapState.Agreed => Agree(tx, swap, by, now),
            SwapState.Declined => swap.Decline(by),
            SwapState.Withdrawn => swap.Withdraw(by),
            _ => new SwapIsOver(),
        };
        if (result is not SwapMoved moved) return SwapAnswer.Of(result);
        OnCallStore.Store(tx, moved.Swap, now);
        foreach (var made in moved.Overrides) OnCallStore.Add(tx, swap.Schedule, made, request.By.Person!, swap.Id);
        return SwapAnswer.Of(moved);
    });

    private static SwapResult Agree(WriteTransaction tx, Swap swap, PersonId by, DateTimeOffset now)
    {
        // A shift must not go to somebody who could not answer a page any more.
        if (!Staffing.IsResponder(tx, swap.Asker.Value) || !Staffing.IsResponder(tx, swap.Other.Value)) return new ShiftIsAnothers();
        return OnCallStore.Schedule(tx, swap.Schedule.Value, now, now + ScheduleRules.Ahead) is { } schedule
            ? swap.Agree(by, schedule, () => Guid.CreateVersion7(now), now)
            : new ShiftIsAnothers();
    }
}
