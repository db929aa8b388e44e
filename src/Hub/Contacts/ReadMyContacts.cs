using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Contacts;

/// <summary>The calling patient's own contact details; null for staff, who have none here.</summary>
public sealed record ReadMyContacts(Caller By) : IRequest<ContactDetails?>;

internal sealed class ReadMyContactsHandler(Readers readers) : IRequestHandler<ReadMyContacts, ContactDetails?>
{
    public Task<ContactDetails?> Handle(ReadMyContacts request, CancellationToken cancellationToken) => Task.FromResult(
        request.By.IsStaff ? null : readers.Snapshot(sql => ContactStore.Find(sql, request.By.Account).Details));
}
