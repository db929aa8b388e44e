using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Storage;
using MediatR;

namespace CareConnect.Hub.Contacts;

/// <summary>Stores the calling patient's own contact details in the place of the ones before.</summary>
public sealed record SaveMyContacts(Caller By, ContactDetails Details) : IRequest<SavedContacts>;

/// <param name="Allowed">False: the caller is no patient of the clinic.</param>
/// <param name="Faults">Nothing was stored when there is one.</param>
public sealed record SavedContacts(bool Allowed, IReadOnlyList<ContactFault> Faults);

internal sealed class SaveMyContactsHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<SaveMyContacts, SavedContacts>
{
    public async Task<SavedContacts> Handle(SaveMyContacts request, CancellationToken cancellationToken)
    {
        ContactDetails details = request.Details.Tidy();
        ContactFault[] faults = [.. details.Faults()];
        if (faults.Length > 0)
            return new SavedContacts(true, faults);
        bool allowed = await writer.Run(tx =>
        {
            if (request.By.IsStaff || !Access.IsPresent(tx, request.By))
                return false;
            ContactStore.Save(tx, request.By.Account, details, clock.GetUtcNow().ToUnixTimeMilliseconds());
            return true;
        });
        return new SavedContacts(allowed, []);
    }
}
