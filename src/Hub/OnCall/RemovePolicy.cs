using CareConnect.Domain.OnCall;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>Removes a policy that no other leads to. The one by which alerts are paged stays: it can only be changed.</summary>
public sealed record RemovePolicy(Caller By, Guid Id) : IRequest<OnCallAnswer>;

internal sealed class RemovePolicyHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<RemovePolicy, OnCallAnswer>
{
    public Task<OnCallAnswer> Handle(RemovePolicy request, CancellationToken cancellationToken) => writer.Run(tx =>
    {
        var now = clock.GetUtcNow();
        if (!OnCallAccess.Edits(tx, request.By)) return OnCallAnswer.Refused(HubErrors.NotAllowed);
        var (policies, id) = (OnCallStore.Book(tx, now, now.AddMilliseconds(1)).Policies, new PolicyId(request.Id));
        if (!policies.ContainsKey(id)) return OnCallAnswer.Refused(HubErrors.NotFound);
        if (id == PolicyId.InForce
            || policies.Values.SelectMany(policy => policy.Steps).SelectMany(step => step.Targets).Contains(new PolicyTarget(id)))
            return OnCallAnswer.Refused([new InUse()])!;
        tx.Execute(
            """
            INSERT INTO OnCallPolicies (Id, Version, Name, Steps, Last, LastSeconds, Removed, ChangedBy, ChangedAt)
            SELECT Id, Version + 1, Name, Steps, Last, LastSeconds, TRUE, ?2, ?3 FROM OnCallPolicies
            WHERE Id = ?1 ORDER BY Version DESC LIMIT 1
            """,
            request.Id, request.By.Person, OnCallStore.Ms(now));
        return OnCallAnswer.Done;
    });
}
