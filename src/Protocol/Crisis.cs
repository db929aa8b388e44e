namespace CareConnect.Protocol;

/// <param name="Alert">The open alert: the one asked for, or the one that was already open.</param>
/// <param name="Repeated">An alert was open already; this became an event of it.</param>
public sealed record RaiseReply(string? Error, Guid Alert, bool Repeated) : IAnswer;

public sealed record AlertReply(string? Error, AlertRow? Alert) : IAnswer;

/// <param name="Here">Person ids of responders who have CareConnect open now, on whatever node, as far as it is known.</param>
public sealed record BoardReply(string? Error, AlertRow[] Alerts, string[] Here) : IAnswer;

/// <summary>An alert as the crisis board, and the patient, see it. A drill (cause <c>drill</c>) is about nobody: <c>Patient</c> and <c>PatientName</c> are empty.</summary>
/// <param name="PatientPerson">Person id, or null when the patient has no keys yet.</param>
/// <param name="State"><c>raised</c>, <c>paged</c>, <c>acknowledged</c>, <c>contact-made</c>, <c>closed</c>.</param>
/// <param name="Owner">Person id of who has it, or null.</param>
/// <param name="Room">The crisis room's circle id, once one is committed.</param>
/// <param name="Pages">Who was paged, how, and how far it came. For responders; empty for the patient.</param>
/// <param name="ContactBy">By when the owner must have reached the patient; null unless acknowledged.</param>
/// <param name="Next">When and to whom the next page goes while nobody has it. For responders; null for the patient.</param>
public sealed record AlertRow(
    Guid Alert, string Patient, string PatientName, string? PatientPerson, string Cause, long RaisedAt,
    string State, string? Owner, string? Room, AlertEvent[] Events, PageRow[] Pages, long? ContactBy, NextPage? Next);

/// <param name="People">Person ids: the step as it would be paged now. Empty when there is nobody.</param>
/// <param name="Round">How often the chain has been gone through, from 0.</param>
public sealed record NextPage(long At, string[] People, int Round);

public sealed record DrillsReply(string? Error, DrillRow[] Drills) : IAnswer;

/// <summary>A drill that is over, and what came of it. Times are Unix milliseconds, spans milliseconds.</summary>
/// <param name="StartedBy">Person id, as all of them.</param>
/// <param name="TakenAfter">From its start to "I have this".</param>
/// <param name="GoneThroughAfter">From its start to the step that is "I reached them" in earnest.</param>
/// <param name="Steps">How many steps were paged.</param>
public sealed record DrillRow(
    Guid Drill, string StartedBy, long StartedAt, string TakenBy, long TakenAfter, long GoneThroughAfter, long EndedAt, int Steps, DrillWay[] Ways);

/// <summary>Pages of a drill by one way.</summary>
/// <param name="Way"><c>board</c>, <c>push</c>, <c>email</c>, <c>sms</c>, <c>voice</c>.</param>
/// <param name="Arrived">Of these, how many are known to have arrived, or were accepted by the provider.</param>
public sealed record DrillWay(string Way, int Paged, int Arrived);

/// <param name="Kind"><c>raised</c>, <c>repeated</c>, <c>paged</c>, <c>acknowledged</c>, <c>given-back</c>, <c>expired</c>,
/// <c>nobody</c>, <c>repaired</c>, <c>unclosed</c>, <c>room-opened</c>, <c>contact-made</c>, <c>told-of-check</c>, <c>closed</c>.</param>
/// <param name="By">Person id; null for the patient without keys, and for the clinic's own clocks.</param>
/// <param name="Detail">Cause, page target, who had it, or disposition; never words of the patient.</param>
public sealed record AlertEvent(string Kind, long At, string? By, string Detail);
