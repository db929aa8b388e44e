using CareConnect.Domain.OnCall;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.OnCall;

/// <summary>Puts a new version of an escalation policy in force. Whatever is wrong with it, the old one stays.</summary>
/// <param name="Id">Null: the one by which alerts are paged.</param>
public sealed record SetPolicy(Caller By, Guid? Id, OnCallPolicy Policy) : IRequest<OnCallAnswer>;

internal sealed partial class SetPolicyHandler(WriterQueue writer, TimeProvider clock, ILogger<SetPolicyHandler> logger)
    : IRequestHandler<SetPolicy, OnCallAnswer>
{
    public Task<OnCallAnswer> Handle(SetPolicy request, CancellationToken cancellationToken) =>
        writer.Run(tx => Set(tx, request, clock.GetUtcNow()));

    private OnCallAnswer Set(WriteTransaction tx, SetPolicy request, DateTimeOffset now)
    {
        if (!OnCallAccess.Edits(tx, request.By)) return OnCallAnswer.Refused(HubErrors.NotAllowed);
        var id = request.Id is { } named ? new PolicyId(named) : PolicyId.InForce;
        if (OnCallText.Read(id, request.Policy) is not { } policy) return OnCallAnswer.Refused(HubErrors.Malformed);
        if (OnCallAnswer.Refused(PolicyRules.Check(policy, OnCallStore.Book(tx, now, now.AddMilliseconds(1)))) is { } refused) return refused;
        var version = OnCallStore.PolicyVersion(tx, id.Value);
        if (version != request.Policy.Version) return OnCallAnswer.Refused(HubErrors.WrongState);
        tx.Execute(
            """
            INSERT INTO OnCallPolicies (Id, Version, Name, Steps, Last, LastSeconds, Removed, ChangedBy, ChangedAt)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, FALSE, ?7, ?8)
            """,
            id.Value, version + 1, policy.Name, OnCallText.Write(request.Policy.Steps), policy.Last!.Value.Value,
            request.Policy.LastSeconds, request.By.Person, OnCallStore.Ms(now));
        Saved(logger, id.Value, version + 1);
        return OnCallAnswer.Done;
    }

    [LoggerMessage(1, LogLevel.Information, "Escalation policy {Policy} is in force in version {Version}")]
    private static partial void Saved(ILogger logger, Guid policy, int version);
}
