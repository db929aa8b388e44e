using CareConnect.Hub.Paging;
using CareConnect.Hub.Paging.Reaching;

namespace CareConnect.Hub.Tests.Paging.Reaching;

public sealed class ContactAddressTests
{
    [Theory]
    [InlineData("+13035550142", "+13035550142")]
    [InlineData(" +1 (303) 555-0142 ", "+13035550142")]
    [InlineData("+1.303.555.0142", "+13035550142")]
    [InlineData("+1\u00a0303\u00a0555\u00a00142", "+13035550142")]
    [InlineData("+123456789012345", "+123456789012345")]
    [InlineData("+1234567890123456", null)]
    [InlineData("+1234567", null)]
    [InlineData("+03035550142", null)]
    [InlineData("3035550142", null)]
    [InlineData("+1303555014a", null)]
    [InlineData("+1 303 555 0142\r\nBcc: x", null)]
    [InlineData("+١٣٠٣٥٥٥٠١٤٢", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_number_is_kept_with_its_country_and_nothing_else(string? typed, string? kept)
    {
        Assert.Equal(kept, ContactAddress.Read(PageWay.Sms, typed, []));
        Assert.Equal(kept, ContactAddress.Read(PageWay.Voice, typed, []));
    }

    [Theory]
    [InlineData("luis@clinic.example", true)]
    [InlineData(" luis.herrera+pages@mail.clinic.example ", true)]
    [InlineData("luis", false)]
    [InlineData("luis@localhost", false)]
    [InlineData("luis@clinic.example, amari@clinic.example", false)]
    [InlineData("Luis <luis@clinic.example>", false)]
    [InlineData("luis@clinic.example\r\nBcc: everyone@clinic.example", false)]
    [InlineData("luis@clinic..example", false)]
    [InlineData("luis@@clinic.example", false)]
    [InlineData("\"luis\"@clinic.example\"", false)]
    [InlineData(null, false)]
    public void A_mail_address_is_one_address(string? typed, bool good) =>
        Assert.Equal(good ? typed!.Trim() : null, ContactAddress.Read(PageWay.Email, typed, []));

    [Fact]
    public void An_address_longer_than_any_is_refused() =>
        Assert.Null(ContactAddress.Read(PageWay.Email, new string('a', 250) + "@b.example", []));

    [Fact]
    public void What_is_shown_does_not_give_the_address_away()
    {
        Assert.Equal("l•••@clinic.example", ContactAddress.Masked(PageWay.Email, "luis@clinic.example"));
        Assert.Equal("••• 0142", ContactAddress.Masked(PageWay.Sms, "+13035550142"));
        Assert.Equal("", ContactAddress.Masked(PageWay.Push, "{}"));
    }

    [Fact]
    public void There_is_no_address_of_a_board() => Assert.Null(ContactAddress.Read(PageWay.Board, "+13035550142", []));
}
