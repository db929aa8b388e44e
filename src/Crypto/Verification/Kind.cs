namespace CareConnect.Crypto.Verification;

/// <summary>What a circle is for.</summary>
public enum Kind
{
    /// <summary>The signed list of staff and teams; no secret.</summary>
    Clinic = 1,
    /// <summary>A team of staff; its secret seeds a receiving key.</summary>
    Team = 2,
    /// <summary>One patient and the clinic.</summary>
    Thread = 3,
    /// <summary>Staff among themselves.</summary>
    Channel = 4,
    /// <summary>One patient and the crisis team.</summary>
    Crisis = 5,
    /// <summary>One person alone.</summary>
    Journal = 6,
    /// <summary>Several patients and the clinic.</summary>
    Group = 7,
}

/// <summary>What a member is. In a clinic 0, 1, 3, 4; in a team 0 (member), 1 (lead); in a conversation 0 (other), 2.</summary>
public enum Role
{
    /// <summary>Clinic: staff. Team: member. Conversation: anyone but a patient.</summary>
    Member = 0,
    /// <summary>Clinic: steward. Team: lead.</summary>
    Lead = 1,
    /// <summary>Conversation: patient.</summary>
    Patient = 2,
    /// <summary>Clinic: a team.</summary>
    Team = 3,
    /// <summary>Clinic: the custodian team.</summary>
    Custodian = 4,
}
