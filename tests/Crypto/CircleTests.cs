using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;

namespace CareConnect.Crypto.Tests;

public sealed class CircleTests
{
    [Fact]
    public void A_patient_and_the_team_read_each_other()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Send(clinic.Thread, "I slept badly.");
        clinic.Dana.Send(clinic.Thread, "Thank you for telling me.");
        string[] expected = ["I slept badly.", "Thank you for telling me."];
        Assert.Equal(expected, clinic.Sam.Read(clinic.Thread));
        Assert.Equal(expected, clinic.Dana.Read(clinic.Thread));
        Assert.Equal(expected, clinic.Olga.Read(clinic.Thread));
        Assert.All(clinic.Dana.Results.OfType<MessageOpened>(), opened => Assert.Equal(Marks.None, opened.Marks));
    }

    [Fact]
    public void Cover_that_joins_the_team_reads_what_waits_before_anyone_else_acts()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Send(clinic.Thread, "Is anyone there?");
        clinic.Change(clinic.Dana, clinic.Team, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        Assert.Equal(["Is anyone there?"], clinic.Cleo.Read(clinic.Thread));
        // To write she must be reached by the link before, so who changed the team repairs its conversations.
        clinic.Dana.RepairIfStale(clinic.Thread);
        clinic.Cleo.Send(clinic.Thread, "I am Cleo, covering for Dana.");
        Assert.Equal(["Is anyone there?", "I am Cleo, covering for Dana."], clinic.Sam.Read(clinic.Thread));
    }

    [Fact]
    public void A_removed_team_member_with_all_old_keys_cannot_open_the_next_message()
    {
        var clinic = new DemoClinic();
        clinic.Change(clinic.Dana, clinic.Team, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        clinic.Sam.Send(clinic.Thread, "before");
        Assert.Equal(["before"], clinic.Cleo.Read(clinic.Thread));
        clinic.Change(clinic.Dana, clinic.Team, seats => seats.Where(seat => seat.Principal != clinic.Cleo.Person));
        clinic.Sam.Send(clinic.Thread, "after");
        Assert.Equal(["before"], clinic.Cleo.Read(clinic.Thread));
        Assert.Single(clinic.Cleo.Results.OfType<MessageWaiting>());
        Assert.Equal(["before", "after"], clinic.Dana.Read(clinic.Thread));
    }

    [Fact]
    public void Someone_added_without_history_cannot_open_what_came_before()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Send(clinic.Thread, "before");
        clinic.Change(clinic.Dana, clinic.Thread, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        clinic.Sam.Send(clinic.Thread, "after");
        Assert.Equal(["after"], clinic.Cleo.Read(clinic.Thread));
        Assert.Equal([0UL], clinic.Cleo.Reader(clinic.Thread).WithoutSecret);
    }

    [Fact]
    public void History_comes_back_when_staff_lower_since()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Send(clinic.Thread, "before");
        clinic.Change(clinic.Dana, clinic.Thread, seats => seats.Append(new Seat(clinic.Cleo.Person, Role.Member)));
        Assert.Empty(clinic.Cleo.Read(clinic.Thread));
        clinic.Change(clinic.Dana, clinic.Thread, seats => seats.Select(seat => seat.Principal == clinic.Cleo.Person ? seat with { Since = 0 } : seat));
        Assert.Equal(["before"], clinic.Cleo.Read(clinic.Thread));
    }

    [Fact]
    public void A_second_device_with_the_code_reads_the_whole_history()
    {
        var clinic = new DemoClinic();
        clinic.Sam.Send(clinic.Thread, "one");
        clinic.Dana.Send(clinic.Thread, "two");
        var tablet = clinic.Sam.SecondDevice("sam tablet");
        Assert.Equal(["one", "two"], tablet.Read(clinic.Thread));
        tablet.Send(clinic.Thread, "three, from the tablet");
        Assert.Equal(["one", "two", "three, from the tablet"], clinic.Dana.Read(clinic.Thread));
        Assert.All(clinic.Dana.Results.OfType<MessageOpened>(), opened => Assert.Equal(Marks.None, opened.Marks));
    }

    [Fact]
    public void After_a_device_is_removed_its_words_are_marked_and_it_cannot_write()
    {
        var clinic = new DemoClinic();
        var tablet = clinic.Sam.SecondDevice("sam tablet");
        tablet.Send(clinic.Thread, "from the tablet");
        clinic.Sam.RemoveDevice(tablet.Device.Key.PublicKey);
        Assert.Equal(["from the tablet"], clinic.Dana.Read(clinic.Thread));
        Assert.Equal(Marks.DeviceRemoved, clinic.Dana.Results.OfType<MessageOpened>().Single().Marks);
        clinic.Sam.Send(clinic.Thread, "after a repair");
        Assert.Equal(1UL, clinic.Sam.Reader(clinic.Thread).Newest!.N);
        tablet.Sync(clinic.Thread);
        Assert.IsType<SealOutcome.Refused>(tablet.Sealer.Seal(tablet.Reader(clinic.Thread), Draft.For(tablet.Reader(clinic.Thread), TestEntropy.Id("x"), Actor.Text("x"))));
    }
}
