using System.Text.Json;

namespace CareConnect.Load.Founding;

/// <summary>Somebody of a founded clinic, as the load generator needs them.</summary>
/// <param name="Token">Bearer token of a session, good for hours.</param>
/// <param name="Device">The device's signing key, for the hub's Hello.</param>
/// <param name="Account">Record id, for a patient.</param>
internal sealed record Someone(string Login, string Password, string RecoveryCode, string Token, byte[] Device, Guid Account);

/// <summary>A clinic that was founded once, through the public endpoints with real keys, to be copied for each run.</summary>
/// <param name="Threads">Ids of the patients' circles, by patient.</param>
/// <param name="Responder">A member of the crisis team.</param>
internal sealed record Founded(DateTimeOffset At, Someone[] Therapists, Someone[] Patients, Someone Responder, string[] Threads)
{
    private const string Name = "founded.json";

    public Cast Cast => new(Therapists.Length, Patients.Length);

    public static Founded? Read(string folder) =>
        Path.Combine(folder, Name) is var path && File.Exists(path) ? JsonSerializer.Deserialize<Founded>(File.ReadAllText(path)) : null;

    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(this));
}
