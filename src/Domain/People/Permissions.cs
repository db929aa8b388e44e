using System.Collections.Frozen;

namespace CareConnect.Domain.People;

/// <summary>What each role may do in the clinic. Nothing is allowed that is not listed here.</summary>
public static class Permissions
{
    private static readonly FrozenDictionary<Role, FrozenSet<Act>> Allowed = new Dictionary<Role, FrozenSet<Act>>
    {
        [Role.Patient] = Set(Act.WriteToTeam, Act.RaiseAlert),
        [Role.Clinician] = Set(
            Act.RaiseAlert, Act.SeeQueue, Act.WorkQueue, Act.Reroute, Act.LowerLevel, Act.UseChannels, Act.InvitePatient),
        [Role.Crisis] = Set(
            Act.RaiseAlert, Act.SeeQueue, Act.WorkQueue, Act.Reroute, Act.LowerLevel, Act.UseChannels,
            Act.SeeCrisisBoard, Act.RespondToAlert, Act.StartDrill),
        [Role.FrontDesk] = Set(Act.RaiseAlert, Act.SeeQueue, Act.WorkQueue, Act.Reroute, Act.InvitePatient),
        [Role.Administrator] = Set(Act.RaiseAlert, Act.InvitePatient, Act.InviteStaff, Act.ManageTeams, Act.EditCoverage, Act.StartDrill, Act.TuneRules, Act.SeeFigures, Act.KeepReplies),
    }.ToFrozenDictionary();

    /// <summary>Whether any of these roles may do this.</summary>
    public static bool May(this IEnumerable<Role> roles, Act act) => roles.Any(role => role.May(act));

    /// <summary>Whether this role alone may do this.</summary>
    public static bool May(this Role role, Act act) => Allowed.TryGetValue(role, out var acts) && acts.Contains(act);

    private static FrozenSet<Act> Set(params Act[] acts) => acts.ToFrozenSet();
}
