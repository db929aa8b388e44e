namespace CareConnect.Domain.Triage;

/// <summary>What the patient's device read in their words, and they agreed to share. The numbers are those of the message's open part.</summary>
public enum CueLevel
{
    /// <summary>Somebody should look soon.</summary>
    Urgent = 1,

    /// <summary>Somebody should look now.</summary>
    Crisis = 2,
}
