namespace CareConnect.Protocol;

// Bodies of the HTTP endpoints under /api. JSON, camelCase; byte arrays are base64.
// A refusal is 4xx with a Reply, RaiseReply, … whose Error says which.

/// <summary>GET /api/me</summary>
/// <param name="Role"><c>patient</c>, <c>clinician</c>, <c>crisis</c>, <c>front-desk</c>, <c>administrator</c>.</param>
/// <param name="Person">Null until the first card is stored.</param>
/// <param name="Clinic">Null until the clinic is founded. Joining devices pin the id of their invitation instead.</param>
/// <param name="Listed">Whether the newest clinic manifest lists this person.</param>
public sealed record Self(Guid Account, string Role, string Name, string? Person, string? Clinic, string ClinicName, bool Listed, bool Demo);

/// <summary>POST /api/setup: the one-time code of the console makes the first administrator, who is signed in by it.</summary>
public sealed record Setup(string Code, string ClinicName, string TimeZone, string Login, string Password);

/// <summary>POST /api/token (for the .NET client; browsers post the sign-in form). Answers with <see cref="Token"/>.</summary>
public sealed record SignIn(string Login, string Password);

public sealed record Token(string? Error, string AccessToken, int ExpiresIn);

/// <summary>POST /api/me/card: card, keyring and all wraps together or not at all (PROTOCOL sections 2 and 5).</summary>
/// <param name="Tag">With the first card of an invited person (section 6); else empty.</param>
public sealed record StoreCard(byte[] Card, byte[] Keyring, byte[][] Wraps, byte[] Tag);

/// <summary>GET /api/me/keys</summary>
public sealed record MyKeys(byte[][] Cards, byte[] Keyring, byte[][] Wraps);

/// <summary>GET /api/people/{person}/cards: the chain, oldest first.</summary>
public sealed record Cards(byte[][] Links);

/// <summary>GET /api/circles: those this person is in now, directly or through a team; custodians see them by id only.</summary>
/// <param name="Kind">1 clinic, 2 team, 3 thread, 4 channel, 5 crisis.</param>
/// <param name="Epoch">Number of the newest manifest.</param>
/// <param name="Opened">Up to where this person's devices have shown it.</param>
/// <param name="LastMessageAt">Zero when there is none.</param>
/// <param name="Patient">Record id of the patient it is about, or null.</param>
/// <param name="Title">A channel's topic when it is about no patient; else empty.</param>
/// <param name="Teams">Teams among the members.</param>
/// <param name="Plan">A circle of kind 3 that holds the patient's safety plan: no message thread.</param>
public sealed record CircleInfo(
    string Circle, int Kind, long Epoch, long Last, long Opened, long Unread, long LastMessageAt, bool Stale,
    string? Patient, string PatientName, string Title, string[] Teams, bool Plan = false);

public sealed record Circles(CircleInfo[] Items);

/// <summary>GET /api/circles/{circle}/copies?from=n: sealed copies of epochs ≥ n for this person and the teams they are in.</summary>
public sealed record Copies(SealedCopy[] Items);

public sealed record SealedCopy(long Epoch, string Principal, byte[] Bytes);

/// <summary>POST /api/commits: a manifest with its copies, in the order of its members that take one.</summary>
/// <param name="About">For link 0 of a channel: the patient's record id, or empty.</param>
/// <param name="Title">For link 0 of a channel about no patient: its topic.</param>
/// <param name="Alert">For link 0 of a crisis room: the alert's id.</param>
/// <param name="Plan">For link 0 of a thread: it holds the patient's safety plan. The first committed one wins.</param>
public sealed record Commit(byte[] Manifest, CommitCopy[] Copies, string About = "", string Title = "", Guid? Alert = null, bool Plan = false);

public sealed record CommitCopy(string Principal, byte[] Bytes);

/// <param name="Winner">With <c>Lost</c>: the link that was committed first. For a crisis room or a plan: link 0 of the first committed one.</param>
public sealed record CommitReply(string? Error, string Circle, long Number = 0, byte[]? Hash = null, byte[]? Winner = null, byte[][]? Newest = null);

/// <summary>GET /api/clinic</summary>
public sealed record ClinicInfo(string? Clinic, string Name, string TimeZone, TeamInfo[] Teams);

/// <summary>What the server adds to a team's signed name.</summary>
/// <param name="Care"><c>therapy</c>, <c>medication</c>, <c>front-desk</c>, <c>crisis</c>, <c>records</c>, <c>other</c>.</param>
/// <param name="Listed">Whether the newest clinic manifest lists it.</param>
/// <param name="ProposedName">Of a team not yet listed; its steward puts it into the manifest. Empty once listed.</param>
public sealed record TeamInfo(string Team, string Care, bool Listed, string ProposedName);

/// <summary>PUT /api/teams/{team}: by a steward, or by the lead while the team is not listed.</summary>
public sealed record TeamAttributes(string Care, string ProposedName);

/// <summary>POST /api/invitations. The secret stays on the inviter's device, and sealed to it here.</summary>
/// <param name="TokenHash">H(token), 32 bytes.</param>
/// <param name="Role">As in <see cref="Self"/>.</param>
/// <param name="Steward">For staff: to be listed as a steward.</param>
/// <param name="Name">The patient's name for the clinic's record; empty for staff, whose name goes into <paramref name="Sealed"/>.</param>
/// <param name="Sealed">Seal to the inviter's own receiving key: CBOR [secret, name, role, steward].</param>
public sealed record NewInvitation(byte[] TokenHash, string Role, bool Steward, string Name, byte[] Sealed);

/// <summary>GET /api/invitations: those of this inviter.</summary>
/// <param name="State"><c>open</c>, <c>joined</c> (keys are there, to be checked), <c>confirmed</c>, <c>expired</c>, <c>refused</c>.</param>
/// <param name="Record">Account id of who joined, the <c>record</c> of a vouch; null while open.</param>
public sealed record Invitation(Guid Id, string Role, bool Steward, string Name, byte[] Sealed, string State, long ExpiresAt, string? Person, byte[]? Tag, Guid? Record);

public sealed record Invitations(Invitation[] Items);

/// <summary>POST /api/join/look: what a link is for. Not signed in; rate limited.</summary>
public sealed record Look(byte[] Token);

public sealed record LookReply(string? Error, string Role, string Name, string ClinicName, string Clinic);

/// <summary>POST /api/join: makes the account and signs it in.</summary>
public sealed record Join(byte[] Token, string Login, string Password);

/// <summary>POST /api/vouches: a signed vouch (PROTOCOL section 6).</summary>
public sealed record NewVouch(byte[] Vouch);

/// <summary>GET /api/patients: for staff.</summary>
/// <param name="State"><c>invited</c>, <c>unconfirmed</c>, <c>confirmed</c>.</param>
public sealed record Patient(string Record, string Name, string? Person, string State);

public sealed record Patients(Patient[] Items);

/// <summary>GET /api/patients/{record}/contacts: for teams that the patient writes to, and for responders while an alert of the patient is open.</summary>
/// <param name="Phone">As the patient wrote it; empty when they gave none.</param>
/// <param name="Address">Where they usually are; empty when they gave none.</param>
/// <param name="ChangedAt">Zero when the patient never wrote any of it.</param>
/// <param name="Contacts">In the order of calling, at most three.</param>
/// <param name="Teams">Teams that the patient writes to.</param>
public sealed record PatientContacts(string Phone, string Address, long ChangedAt, EmergencyContact[] Contacts, string[] Teams);

/// <param name="MayCall">Whether the patient agrees to this person being called in a crisis.</param>
public sealed record EmergencyContact(string Name, string Relation, string Phone, bool MayCall);

/// <summary>GET /api/reports: for stewards and administrators. What devices refused, newest first.</summary>
/// <param name="Person">Whose device.</param>
/// <param name="Chain">Id of the circle or person that could not be checked.</param>
/// <param name="Number">Of the entry, or link, at which it was seen first.</param>
/// <param name="Refusal">One of the protocol's names.</param>
public sealed record Report(string Person, string Chain, long Number, string Refusal, long At);

public sealed record Reports(Report[] Items);

/// <summary>GET /api/teams/{team}/reply-times: what a patient is told before typing.</summary>
/// <param name="Open">Whether the clinic is within its working hours.</param>
public sealed record ReplyTimes(bool Open, long Now, long Today, long Week);

/// <summary>POST /api/me/push: pages this browser from now on, once the code that it gets by push came back. Staff only.</summary>
/// <param name="Endpoint">As in the browser's <c>PushSubscription</c>, with its <paramref name="P256dh"/> and <paramref name="Auth"/> in base64url.</param>
/// <param name="Language"><c>en</c> or <c>es</c>, of what is shown.</param>
public sealed record NewPush(string Endpoint, string P256dh, string Auth, string Language);

/// <param name="Way">Which way of being reached it is.</param>
public sealed record PushReply(string? Error, Guid? Way);
