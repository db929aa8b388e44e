namespace CareConnect.Domain.People;

/// <summary>Somebody whom a patient names to be called.</summary>
/// <param name="MayCall">Whether the patient agrees to this person being called in a crisis.</param>
public sealed record EmergencyContact(string Name, string Relation, string Phone, bool MayCall)
{
    public bool IsEmpty => Name.Length == 0 && Relation.Length == 0 && Phone.Length == 0;
}

/// <summary>How a patient is reached and where they usually are, as they wrote it. All of it is optional.</summary>
/// <param name="Contacts">In the order of calling.</param>
public sealed record ContactDetails(string Phone, string Address, IReadOnlyList<EmergencyContact> Contacts)
{
    public const int MostContacts = 3;
    public const int LongestText = 100;
    public const int LongestAddress = 300;

    public static ContactDetails None { get; } = new("", "", []);

    /// <summary>Without spaces around, and without lines that say nothing.</summary>
    public ContactDetails Tidy() => new(
        Phone.Trim(),
        Address.Trim(),
        [.. Contacts.Select(each => each with { Name = each.Name.Trim(), Relation = each.Relation.Trim(), Phone = each.Phone.Trim() }).Where(each => !each.IsEmpty)]);

    /// <summary>What is not as it must be; nothing when it may be stored.</summary>
    public IEnumerable<ContactFault> Faults()
    {
        if (Phone.Length > 0 && !PhoneNumber.IsOne(Phone)) yield return new ContactFault(ContactField.Phone, null, ContactProblem.NoPhoneNumber);
        if (Address.Length > LongestAddress) yield return new ContactFault(ContactField.Address, null, ContactProblem.TooLong);
        if (Contacts.Count > MostContacts) yield return new ContactFault(ContactField.Name, MostContacts, ContactProblem.TooMany);
        for (int place = 0; place < Contacts.Count; place++)
        {
            (string name, string relation, string phone, _) = Contacts[place];
            if (name.Length == 0) yield return new ContactFault(ContactField.Name, place, ContactProblem.Missing);
            if (name.Length > LongestText) yield return new ContactFault(ContactField.Name, place, ContactProblem.TooLong);
            if (relation.Length > LongestText) yield return new ContactFault(ContactField.Relation, place, ContactProblem.TooLong);
            if (phone.Length == 0) yield return new ContactFault(ContactField.ContactPhone, place, ContactProblem.Missing);
            else if (!PhoneNumber.IsOne(phone)) yield return new ContactFault(ContactField.ContactPhone, place, ContactProblem.NoPhoneNumber);
        }
    }
}

public enum ContactField
{
    Phone,
    Address,
    Name,
    Relation,
    ContactPhone,
}

public enum ContactProblem
{
    Missing,
    TooLong,
    TooMany,
    NoPhoneNumber,
}

/// <param name="Place">From 0, of an emergency contact; null for the patient's own.</param>
public sealed record ContactFault(ContactField Field, int? Place, ContactProblem Problem);
