namespace CareConnect.Load;

/// <summary>Who is connected: one therapist for every nine patients. Each patient has a thread with their therapist, in which both write.</summary>
internal sealed record Cast(int Therapists, int Patients)
{
    public int Connections => Therapists + Patients;

    /// <summary>In every thread the therapist answers after three messages of the patient.</summary>
    public static bool IsAnswer(int sequence) => sequence % 4 == 3;

    public static Cast Of(int connections)
    {
        var therapists = Math.Max(1, connections / 10);
        return new Cast(therapists, connections - therapists);
    }

    public int TherapistOf(int patient) => patient % Therapists;

    public IEnumerable<int> PatientsOf(int therapist) => Enumerable.Range(0, Patients).Where(patient => TherapistOf(patient) == therapist);
}
