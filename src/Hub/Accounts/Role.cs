namespace CareConnect.Hub.Accounts;

/// <summary>What an account is for. The clinic's manifest, not this, says who is staff towards patients.</summary>
public enum Role
{
    Patient,
    Clinician,
    Crisis,
    FrontDesk,
    Administrator,
}

public static class Roles
{
    /// <summary>The name on the wire: <c>patient</c>, <c>clinician</c>, <c>crisis</c>, <c>front-desk</c>, <c>administrator</c>.</summary>
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
