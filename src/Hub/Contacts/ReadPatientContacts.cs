using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CareConnect.Hub.Contacts;

/// <summary>
/// A patient's contact details, for the teams they write to and, while an alert of theirs is open, for responders; null for
/// everyone else. The read is written down before it is answered.
/// </summary>
public sealed record ReadPatientContacts(Caller By, Guid Record) : IRequest<PatientContacts?>;

internal sealed partial class ReadPatientContactsHandler(WriterQueue writer, TimeProvider clock, ILogger<ReadPatientContactsHandler> logger)
    : IRequestHandler<ReadPatientContacts, PatientContacts?>
{
    public async Task<PatientContacts?> Handle(ReadPatientContacts request, CancellationToken cancellationToken)
    {
        PatientContacts? found = await writer.Run(tx => Find(tx, request), Priority.Crisis);
        if (found is not null)
            Read(logger, request.By.Account, request.Record);
        return found;
    }

    private PatientContacts? Find(WriteTransaction tx, ReadPatientContacts request)
    {
        if (!request.By.IsStaff || !Access.IsPresent(tx, request.By) || !CareTeams.MayCare(tx, request.By.Person, request.Record))
            return null;
        tx.Execute(
            "INSERT INTO RecordReads (Record, Account, What, At) VALUES (?1, ?2, 'contacts', ?3)",
            request.Record, request.By.Account, clock.GetUtcNow().ToUnixTimeMilliseconds());
        (Domain.People.ContactDetails details, long at) = ContactStore.Find(tx, request.Record);
        return new PatientContacts(
            details.Phone, details.Address, at,
            [.. details.Contacts.Select(each => new EmergencyContact(each.Name, each.Relation, each.Phone, each.MayCall))],
            [.. CareTeams.Of(tx, request.Record)]);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {Account} read the contact details of record {Record}")]
    private static partial void Read(ILogger logger, Guid account, Guid record);
}
