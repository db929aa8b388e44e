using CareConnect.Domain.Questionnaires;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Questionnaires;

/// <summary>The questionnaires a patient can answer. Staff have none.</summary>
public sealed record ListMyQuestionnaires(Caller By) : IRequest<IReadOnlyList<MyQuestionnaire>>;

/// <summary>One of them.</summary>
/// <param name="Open">The sitting to go on with, if one is open.</param>
/// <param name="LastAt">When it was last finished, Unix ms; null when never.</param>
public sealed record MyQuestionnaire(Instrument Instrument, Guid? Open, long? LastAt);

internal sealed class ListMyQuestionnairesHandler(Readers readers)
    : IRequestHandler<ListMyQuestionnaires, IReadOnlyList<MyQuestionnaire>>
{
    public Task<IReadOnlyList<MyQuestionnaire>> Handle(ListMyQuestionnaires request, CancellationToken cancellationToken) =>
        Task.FromResult(request.By.IsStaff ? [] : readers.Snapshot<IReadOnlyList<MyQuestionnaire>>(sql =>
        [
            .. Enum.GetValues<Instrument>().Select(instrument => new MyQuestionnaire(
                instrument,
                SittingStore.Open(sql, request.By.Account, instrument)?.Id,
                sql.Number(
                    "SELECT MAX(At) FROM QuestionnaireResults WHERE Record = ?1 AND Instrument = ?2 AND Complete",
                    request.By.Account, Words<Instrument>.Of(instrument)))),
        ]));
}
