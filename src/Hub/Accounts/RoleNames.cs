using CareConnect.Domain.People;

namespace CareConnect.Hub.Accounts;

/// <summary>Roles by their names on the wire.</summary>
public static class RoleNames
{
    /// <summary><c>patient</c>, <c>clinician</c>, <c>crisis</c>, <c>front-desk</c>, <c>administrator</c>.</summary>
    public static string Wire(this Role role) => role switch
    {
        Role.Patient => "patient",
        Role.Clinician => "clinician",
        Role.Crisis => "crisis",
        Role.FrontDesk => "front-desk",
        Role.Administrator => "administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static Role? Parse(string? wire) => wire switch
    {
        "patient" => Role.Patient,
        "clinician" => Role.Clinician,
        "crisis" => Role.Crisis,
        "front-desk" => Role.FrontDesk,
        "administrator" => Role.Administrator,
        _ => null,
    };
}
