using CareConnect.Domain.People;

namespace CareConnect.Domain.Tests.People;

public sealed class PermissionsTests
{
    [Theory]
    [InlineData(Role.Patient, Act.WriteToTeam, Act.RaiseAlert)]
    [InlineData(Role.Clinician, Act.RaiseAlert, Act.SeeQueue, Act.WorkQueue, Act.Reroute, Act.LowerLevel, Act.UseChannels, Act.InvitePatient)]
    [InlineData(Role.Crisis, Act.RaiseAlert, Act.SeeQueue, Act.WorkQueue, Act.Reroute, Act.LowerLevel, Act.UseChannels, Act.SeeCrisisBoard, Act.RespondToAlert, Act.StartDrill)]
    [InlineData(Role.FrontDesk, Act.RaiseAlert, Act.SeeQueue, Act.WorkQueue, Act.Reroute, Act.InvitePatient)]
    [InlineData(Role.Administrator, Act.RaiseAlert, Act.InvitePatient, Act.InviteStaff, Act.ManageTeams, Act.EditCoverage, Act.StartDrill, Act.TuneRules, Act.SeeFigures, Act.KeepReplies)]
    public void Each_role_may_do_exactly_this(Role role, params Act[] acts) =>
        Assert.Equal(acts.Order(), Enum.GetValues<Act>().Where(act => role.May(act)));

    [Fact]
    public void Everyone_may_raise_an_alert() =>
        Assert.All(Enum.GetValues<Role>(), role => Assert.True(role.May(Act.RaiseAlert)));

    [Fact]
    public void Several_roles_add_up_and_none_allows_nothing()
    {
        Assert.True(new[] { Role.Clinician, Role.Crisis }.May(Act.RespondToAlert));
        Assert.True(new[] { Role.Clinician, Role.Crisis }.May(Act.InvitePatient));
        Assert.All(Enum.GetValues<Act>(), act => Assert.False(Array.Empty<Role>().May(act)));
        Assert.False(((Role)99).May(Act.RaiseAlert));
    }
}
