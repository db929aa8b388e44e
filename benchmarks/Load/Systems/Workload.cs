using CareConnect.Load.Founding;

namespace CareConnect.Load.Systems;

/// <summary>A founded clinic in its folder, and what its people will send.</summary>
internal sealed record Clinic(string Folder, Founded Founded, SealedMessages Messages);

/// <summary>Who is there, and what they send: the same to every system.</summary>
internal sealed class Workload(Cast cast, IReadOnlyDictionary<Store, Clinic> clinics)
{
    public Cast Cast => cast;

    /// <summary>What systems are sent that look at nothing in it: the same bytes again under another id.</summary>
    public SealedMessages Messages { get; } = clinics.Values.First().Messages;

    /// <summary>Messages of a thread for such systems: two millions in all.</summary>
    public int Endless => 2_000_000 / cast.Patients;

    public Clinic Clinic(Store store) => clinics[store];

    /// <summary>A conversation's name where the system does not give it one: as long as a circle's id.</summary>
    public static string Conversation(int thread) => $"conversation-{thread:D30}";
}
