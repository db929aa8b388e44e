using CareConnect.Domain.OnCall;
using CareConnect.Hub.OnCall;
using CareConnect.Protocol;
using static CareConnect.Hub.Tests.CareClinic;
using static CareConnect.Hub.Tests.OnCall.OnCallClinic;

namespace CareConnect.Hub.Tests.OnCall;

public sealed class SwapTests
{
    private static readonly Hours LuisDay = new(At(26, 8), At(26, 20));
    private static readonly Hours AmariNight = new(At(27, 20), At(28, 8));

    [Fact]
    public async Task Both_shifts_change_when_the_other_agrees_and_nothing_before()
    {
        await using var clinic = await Covered();
        var asked = Moved(await clinic.Ask(new AskSwap(clinic.Luis, Line, LuisDay, clinic.Amari.Person!, AmariNight)));
        Assert.Equal(clinic.Luis.Person, await On(clinic, At(26, 10)));

        Assert.Equal(HubErrors.NotFound, (await clinic.Ask(new AnswerSwap(clinic.Priya, asked.Id, SwapState.Agreed))).Error);
        Assert.IsType<NotTheirSwap>((await clinic.Ask(new AnswerSwap(clinic.Luis, asked.Id, SwapState.Agreed))).Result);
        Assert.Null((await clinic.Ask(new AnswerSwap(clinic.Amari, asked.Id, SwapState.Agreed))).Error);
        Assert.Equal(clinic.Amari.Person, await On(clinic, At(26, 10)));
        Assert.Equal(clinic.Luis.Person, await On(clinic, At(27, 23)));
        Assert.IsType<SwapIsOver>((await clinic.Ask(new AnswerSwap(clinic.Amari, asked.Id, SwapState.Agreed))).Result);
        Assert.Empty((await clinic.Ask(new ReadCoverage(clinic.Luis, At(24, 0), At(30, 0))))!.Swaps);
    }

    [Fact]
    public async Task A_declined_or_withdrawn_swap_changes_nothing()
    {
        await using var clinic = await Covered();
        foreach (var (by, to) in new[] { (clinic.Amari, SwapState.Declined), (clinic.Luis, SwapState.Withdrawn) })
        {
            var asked = Moved(await clinic.Ask(new AskSwap(clinic.Luis, Line, LuisDay, clinic.Amari.Person!, AmariNight)));
            Assert.Null((await clinic.Ask(new AnswerSwap(by, asked.Id, to))).Error);
            Assert.Equal(clinic.Luis.Person, await On(clinic, At(26, 10)));
        }
    }

    [Fact]
    public async Task A_shift_that_meanwhile_went_to_another_is_not_swapped_nor_one_of_who_left_the_team()
    {
        await using var clinic = await Covered();
        var asked = Moved(await clinic.Ask(new AskSwap(clinic.Luis, Line, LuisDay, clinic.Amari.Person!, AmariNight)));
        await clinic.Override(clinic.Priya, At(26, 8), At(26, 9), clinic.Amari);
        Assert.IsType<ShiftIsAnothers>((await clinic.Ask(new AnswerSwap(clinic.Amari, asked.Id, SwapState.Agreed))).Result);

        var again = Moved(await clinic.Ask(new AskSwap(clinic.Luis, Line, new(At(28, 8), At(28, 20)), clinic.Amari.Person!, AmariNight)));
        await clinic.Clinic.Drop(Team, clinic.Luis.Person!);
        Assert.IsType<ShiftIsAnothers>((await clinic.Ask(new AnswerSwap(clinic.Amari, again.Id, SwapState.Agreed))).Result);
    }

    private static async Task<OnCallClinic> Covered()
    {
        var clinic = await Open();
        Assert.Null((await clinic.Save(clinic.Priya, 0, Days(clinic.Luis), Nights(clinic.Amari))).Error);
        return clinic;
    }

    private static Swap Moved(SwapAnswer answer) => Assert.IsType<SwapMoved>(answer.Result).Swap;

    private static async Task<string?> On(OnCallClinic clinic, DateTimeOffset at) =>
        (await clinic.Ask(new ReadCoverage(clinic.Priya, At(24, 0), At(30, 0))))!.Book.Schedules[new ScheduleId(Line)].OnCallAt(at)?.Value;
}
