using CareConnect.Domain.People;

namespace CareConnect.Domain.Triage;

/// <summary>A person's decision that something is less urgent than its signals say.</summary>
/// <param name="To">The level it was lowered to.</param>
/// <param name="By">Who decided.</param>
/// <param name="Why">Their reason.</param>
/// <param name="At">When. Signals from then on raise it again.</param>
public sealed record Lowering(Level To, PersonId By, LoweringReason Why, DateTimeOffset At);

/// <summary>Why a person lowered a level. Codes, because free words about a patient belong in an encrypted channel.</summary>
public enum LoweringReason
{
    /// <summary>Somebody spoke with the patient and looked at the risk.</summary>
    SpokeWithPatient,

    /// <summary>The patient said that it can wait.</summary>
    PatientSaidItCanWait,

    /// <summary>The same need is being looked after elsewhere.</summary>
    HandledElsewhere,

    /// <summary>It was about something else than the signals made it look.</summary>
    NotWhatItSeemed,
}
