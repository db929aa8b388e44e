using CareConnect.Domain.People;

namespace CareConnect.Domain.Tests.People;

public sealed class ContactDetailsTests
{
    private static readonly EmergencyContact Elena = new("Elena", "sister", "303 555 0119", true);

    [Theory]
    [InlineData("988", true)]
    [InlineData("303 555 0119", true)]
    [InlineData("+1 (303) 555-0119", true)]
    [InlineData("303.555.0119", true)]
    [InlineData("123456789012345", true)]
    [InlineData("1234567890123456", false)]
    [InlineData("98", false)]
    [InlineData("", false)]
    [InlineData("()-", false)]
    [InlineData("303+5550119", false)]
    [InlineData("++3035550119", false)]
    [InlineData("303 555 0119 x2", false)]
    [InlineData("٣٠٣٥٥٥٠١١٩", false)]
    [InlineData("tel:988", false)]
    [InlineData("988\n", false)]
    public void A_phone_number_is_told_from_what_is_none(string text, bool expected) => Assert.Equal(expected, PhoneNumber.IsOne(text));

    [Fact]
    public void A_phone_number_is_no_longer_than_forty_characters()
    {
        Assert.True(PhoneNumber.IsOne("988" + new string(' ', 37)));
        Assert.False(PhoneNumber.IsOne("988" + new string(' ', 38)));
    }

    [Fact]
    public void All_of_it_is_optional() => Assert.Empty(ContactDetails.None.Faults());

    [Fact]
    public void Lines_that_say_nothing_go_and_spaces_around() => Assert.Equal(
        [Elena], new ContactDetails(" ", " ", [new(" ", "", "", true), Elena with { Name = " Elena " }]).Tidy().Contacts);

    [Fact]
    public void A_person_has_a_name_and_a_number() => Assert.Equal(
        [(ContactField.Name, 0, ContactProblem.Missing), (ContactField.ContactPhone, 1, ContactProblem.Missing), (ContactField.ContactPhone, 2, ContactProblem.NoPhoneNumber)],
        new ContactDetails("", "", [Elena with { Name = "" }, Elena with { Phone = "" }, Elena with { Phone = "ask me" }]).Faults()
            .Select(fault => (fault.Field, fault.Place!.Value, fault.Problem)));

    [Fact]
    public void Lengths_and_counts_are_bounded()
    {
        ContactDetails most = new("", new string('a', 300), [.. Enumerable.Repeat(Elena with { Name = new string('n', 100), Relation = new string('r', 100) }, 3)]);
        Assert.Empty(most.Faults());

        Assert.Equal([ContactProblem.TooLong], Problems(most with { Address = new string('a', 301) }));
        Assert.Equal([ContactProblem.TooMany], Problems(most with { Contacts = [.. Enumerable.Repeat(Elena, 4)] }));
        Assert.Equal([ContactProblem.TooLong], Problems(most with { Contacts = [Elena with { Name = new string('n', 101) }] }));
        Assert.Equal([ContactProblem.TooLong], Problems(most with { Contacts = [Elena with { Relation = new string('r', 101) }] }));
        Assert.Equal([ContactProblem.NoPhoneNumber], Problems(most with { Phone = "home" }));
    }

    private static IEnumerable<ContactProblem> Problems(ContactDetails details) => details.Faults().Select(fault => fault.Problem);
}
