namespace CareConnect.Protocol;

/// <param name="Alert">The open alert: the one asked for, or the one that was already open.</param>
/// <param name="Repeated">An alert was open already; this became an event of it.</param>
public sealed record RaiseReply(string? Error, Guid Alert, bool Repeated);

public sealed record AlertReply(string? Error, AlertRow? Alert);

public sealed record BoardReply(string? Error, AlertRow[] Alerts);

/// <summary>An alert as the crisis board, and the patient, see it.</summary>
/// <param name="PatientPerson">Person id, or null when the patient has no keys yet.</param>
/// <param name="State"><c>raised</c>, <c>paged</c>, <c>acknowledged</c>, <c>contact-made</c>, <c>closed</c>.</param>
/// <param name="Owner">Person id of who has it, or null.</param>
/// <param name="Room">The crisis room's circle id, once one is committed.</param>
/// <param name="Pages">Who was paged, how, and how far it came. For responders; empty for the patient.</param>
public sealed record AlertRow(
    Guid Alert, string Patient, string PatientName, string? PatientPerson, string Cause, long RaisedAt,
    string State, string? Owner, string? Room, AlertEvent[] Events, PageRow[] Pages);

/// <param name="Kind"><c>raised</c>, <c>repeated</c>, <c>paged</c>, <c>acknowledged</c>, <c>room-opened</c>, <c>contact-made</c>, <c>closed</c>.</param>
/// <param name="By">Person id; null for the patient without keys, and for the clinic's own clocks.</param>
/// <param name="Detail">Cause, page target or disposition; never words of the patient.</param>
public sealed record AlertEvent(string Kind, long At, string? By, string Detail);
