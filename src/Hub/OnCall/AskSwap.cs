using CareConnect.Domain.OnCall;
using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>Asks another responder to exchange a shift. Nothing changes until they agree.</summary>
/// <param name="Other">Person id.</param>
public sealed record AskSwap(Caller By, Guid Schedule, Hours Gives, string Other, Hours Takes) : IRequest<SwapAnswer>;

/// <param name="Error">One of <see cref="HubErrors"/>, or null when it is done.</param>
/// <param name="Result">Why not, when the swap itself was refused.</param>
public sealed record SwapAnswer(string? Error, SwapResult? Result)
{
    internal static SwapAnswer Of(SwapResult result) => new(result is SwapMoved ? null : HubErrors.WrongState, result);
}

internal sealed class AskSwapHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<AskSwap, SwapAnswer>
{
    public Task<SwapAnswer> Handle(AskSwap request, CancellationToken cancellationToken) => writer.Run(tx =>
    {
        var now = TriageText.Time(clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (!OnCallAccess.Sees(tx, request.By) || !Staffing.IsResponder(tx, request.By.Person)) return new SwapAnswer(HubErrors.NotAllowed, null);
        if (!Staffing.IsResponder(tx, request.Other)) return new SwapAnswer(HubErrors.NotFound, null);
        if (OnCallStore.Schedule(tx, request.Schedule, now, now + ScheduleRules.Ahead) is not { } schedule)
            return new SwapAnswer(HubErrors.NotFound, null);
        var result = SwapMoves.Ask(
            Guid.CreateVersion7(now), schedule, new PersonId(request.By.Person!), request.Gives, new PersonId(request.Other), request.Takes, now);
        if (result is SwapMoved moved) OnCallStore.Store(tx, moved.Swap, now);
        return SwapAnswer.Of(result);
    });
}
