namespace CareConnect.Load.Systems;

/// <summary>Who connects to which node: therapists in turns, and of a therapist's patients every other one to the other node.</summary>
internal static class Nodes
{
    public static int TherapistsPort(int[] ports, int therapist) => ports[therapist % ports.Length];

    public static int PatientsPort(int[] ports, int patient, Cast cast) =>
        ports[(cast.TherapistOf(patient) + (patient / cast.Therapists)) % ports.Length];
}
