using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Protocol;
using Microsoft.AspNetCore.SignalR.Client;

namespace CareConnect.Hub.Tests.Crisis;

public sealed class PresenceTests
{
    [Fact]
    public async Task The_board_says_which_responders_are_in_CareConnect_now()
    {
        await using var clinic = await CareClinic.Open();
        Caller luis = await clinic.Person("luis", Role.Crisis), amari = await clinic.Person("amari", Role.Crisis);
        Caller dana = await clinic.Person("dana", Role.Clinician), maya = await clinic.Person("maya", Role.Patient);
        await clinic.Team("crisis team", "crisis", luis, amari);
        await clinic.Team("dana's team", "therapy", dana);
        var board = await clinic.Connect(luis);
        await clinic.Connect(dana);
        await clinic.Connect(maya);
        Assert.Equal([luis.Person!], await Here(board));

        // On whatever page, and for as long as one of their devices is there.
        var phone = await clinic.Connect(amari);
        var laptop = await clinic.Connect(amari);
        Assert.Equal(new[] { luis.Person!, amari.Person! }.Order(), (await Here(board)).Order());
        await phone.Hub.StopAsync(TestContext.Current.CancellationToken);
        await laptop.Hub.StopAsync(TestContext.Current.CancellationToken);
        await Backplane.Eventually.TrueAsync(async () => (await Here(board)).Length == 1, "Amari is gone");
        Assert.Equal([luis.Person!], await Here(board));
    }

    private static async Task<string[]> Here(Device board) =>
        (await board.Hub.InvokeAsync<BoardReply>("Board", TestContext.Current.CancellationToken)).Here;
}
