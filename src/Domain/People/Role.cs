namespace CareConnect.Domain.People;

/// <summary>What someone is in the clinic. A person may have more than one role.</summary>
public enum Role
{
    /// <summary>Someone the clinic cares for.</summary>
    Patient,

    /// <summary>A therapist, nurse or prescriber.</summary>
    Clinician,

    /// <summary>Someone who answers crisis alerts.</summary>
    Crisis,

    /// <summary>Who books visits and answers the telephone.</summary>
    FrontDesk,

    /// <summary>Who makes teams and invites staff.</summary>
    Administrator,
}
