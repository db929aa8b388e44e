using CareConnect.Hub.Accounts;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Crisis;

/// <summary>Who would answer an alert raised now, for the pages: by the same rule as the board and the pager.</summary>
/// <param name="By">Null: nobody in particular asks.</param>
public sealed record ReadCrisisCover(Caller? By) : IRequest<CrisisCover>;

/// <param name="AnyoneThere">False: nobody at the clinic would see an alert, and the patient is told so.</param>
/// <param name="Answers">Whether the caller is one of those who answer.</param>
public sealed record CrisisCover(bool AnyoneThere, bool Answers);

internal sealed class ReadCrisisCoverHandler(Readers readers, TimeProvider clock) : IRequestHandler<ReadCrisisCover, CrisisCover>
{
    public Task<CrisisCover> Handle(ReadCrisisCover request, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Snapshot(sql => new CrisisCover(
            Chains.AnyoneOnCall(sql, clock.GetUtcNow()), Staffing.IsResponder(sql, request.By?.Person))));
}
