using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>Whether the caller may see who is on call: members of crisis teams, and administrators.</summary>
public sealed record ReadCoverageAccess(Caller By) : IRequest<bool>;

internal sealed class ReadCoverageAccessHandler(Readers readers) : IRequestHandler<ReadCoverageAccess, bool>
{
    public Task<bool> Handle(ReadCoverageAccess request, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Snapshot(sql => OnCallAccess.Sees(sql, request.By)));
}
