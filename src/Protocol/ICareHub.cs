namespace CareConnect.Protocol;

/// <summary>
/// What a device may ask of the hub at <c>/hub</c>. Ids of persons and circles are 43 characters of base64url;
/// times are Unix milliseconds. Every method checks the session and the right in the database.
/// </summary>
public interface ICareHub
{
    /// <summary>Names the device behind this connection, by its signing key (32 bytes). First call after connecting.</summary>
    Task<Reply> Hello(byte[] device);

    /// <summary>Appends a signed, sealed message (PROTOCOL section 4). Posting the same bytes again answers with the first number.</summary>
    Task<PostReply> Post(byte[] message);

    /// <summary>Entries of a circle's log after <paramref name="number"/>, in order, at most <see cref="Limits.EntriesPage"/>.</summary>
    Task<EntriesReply> Since(string circle, long number);

    /// <summary>This person's device decrypted and showed the log up to <paramref name="number"/>.</summary>
    Task<Reply> Opened(string circle, long number);

    /// <summary>This person is writing in the conversation now. Forgotten after some seconds.</summary>
    Task<Reply> Typing(string circle);

    /// <summary>A sealed copy of this epoch does not open for this person: another member's device should repair.</summary>
    Task<Reply> CannotOpen(string circle, long epoch);

    /// <summary>
    /// This person's device stopped a circle, or was shown an older or another link of a chain than it had seen; the clinic is told.
    /// Saying it again changes nothing.
    /// </summary>
    /// <param name="chain">Id of the circle, or of the person whose cards they are; the hub need not know it.</param>
    /// <param name="number">Of the entry, or link, at which it was seen.</param>
    /// <param name="refusal">One of the protocol's names.</param>
    Task<Reply> Report(string chain, long number, string refusal);

    /// <summary>Rows of all queues of the teams that this person is in.</summary>
    Task<QueueReply> Queue();

    /// <summary>Takes a waiting item. Exactly one wins; the other is told who in <see cref="TakeReply.By"/>.</summary>
    Task<TakeReply> Claim(Guid item);

    /// <summary>Gives a claimed item back to the team.</summary>
    Task<Reply> Release(Guid item);

    /// <summary>
    /// Moves an item to another team's queue. The thread must list that team already. <paramref name="reason"/>:
    /// <c>their-kind-of-care</c>, <c>cover-needed</c>, <c>needs-prescriber</c>, <c>needs-front-desk</c>, <c>patient-asked</c>.
    /// </summary>
    Task<Reply> Reroute(Guid item, string team, string reason);

    /// <summary>
    /// Lowers an item's level: <c>urgent</c>, <c>today</c> or <c>routine</c>. <paramref name="reason"/>: <c>spoke-with-patient</c>,
    /// <c>patient-said-it-can-wait</c>, <c>handled-elsewhere</c>, <c>not-what-it-seemed</c>. Not while an alert of the patient is
    /// open, and what the patient shares from then on raises it again.
    /// </summary>
    Task<Reply> LowerLevel(Guid item, string level, string reason);

    /// <summary>Steps a patient's risk level down, with a reason as for <see cref="LowerLevel"/>. Nothing else ever lowers it.</summary>
    Task<Reply> StepDownRisk(Guid patient, string level, string reason);

    /// <summary>A patient at high risk did not come to a visit; <c>WrongState</c> where the level in force is not high.</summary>
    Task<Reply> RecordNoShow(Guid patient);

    /// <summary>Gives an item to a colleague (person id) who is in its team.</summary>
    Task<Reply> HandOver(Guid item, string person);

    /// <summary>
    /// Closes an item with an outcome: <c>answered</c>, <c>spoke-with-patient</c>, <c>visit-booked</c>,
    /// <c>handled-elsewhere</c>, <c>no-reply-needed</c>.
    /// </summary>
    Task<Reply> Close(Guid item, string outcome);

    /// <summary>What is still to be done for patients, as far as this person looks after it or may.</summary>
    Task<TasksReply> Tasks();

    /// <summary>This person did it.</summary>
    Task<Reply> FinishTask(Guid task);

    /// <summary>Gives a task to a member of staff (person id), oneself for example.</summary>
    Task<Reply> HandTask(Guid task, string person);

    /// <summary>
    /// Raises an alert for the calling patient. <paramref name="alert"/> is made by the client; raising again adds to the open alert.
    /// Never rate limited, waits for no key. <paramref name="cause"/>: <c>help-button</c> or <c>not-safe</c>.
    /// </summary>
    Task<RaiseReply> RaiseAlert(Guid alert, string cause);

    /// <summary>
    /// Staff raise an alert about a patient, or add to the one that is open. <paramref name="alert"/> is made by the client;
    /// <paramref name="patient"/> is the patient's record. Never rate limited.
    /// </summary>
    Task<RaiseReply> RaiseFor(Guid alert, Guid patient);

    /// <summary>The calling patient's open alert, or null.</summary>
    Task<AlertReply> MyAlert();

    /// <summary>All alerts that are not closed, and those closed in the last day; for members of a crisis team.</summary>
    Task<BoardReply> Board();

    /// <summary>This responder's open board shows the alert: their page by it is delivered.</summary>
    Task<Reply> AlertShown(Guid alert);

    /// <summary>"I have this". Exactly one wins; the other is told who.</summary>
    Task<TakeReply> TakeAlert(Guid alert);

    /// <summary>The owner cannot go on: it is everyone's again, and the next step is paged at once.</summary>
    Task<Reply> GiveBack(Guid alert);

    /// <summary>The owner reached the patient.</summary>
    Task<Reply> ContactMade(Guid alert);

    /// <summary>
    /// Closes an alert after contact, with the follow-up's owner (person id) and time. <paramref name="disposition"/>:
    /// <c>safe-with-plan</c>, <c>seen-soon</c>, <c>emergency-care</c>, <c>with-someone</c>, <c>welfare-check</c>, <c>mistake</c>.
    /// </summary>
    Task<Reply> CloseAlert(Guid alert, string disposition, string followUpOwner, long followUpAt);

    /// <summary>
    /// Tries the paging chain from end to end; for crisis responders and administrators. <paramref name="drill"/> is made by the
    /// client. One at a time: a drill that is under way is answered with.
    /// </summary>
    Task<RaiseReply> StartDrill(Guid drill);

    /// <summary>Ends a drill after <see cref="TakeAlert"/> and <see cref="ContactMade"/>; for crisis responders.</summary>
    Task<Reply> EndDrill(Guid drill);

    /// <summary>Drills that are over, the newest first; for whoever may start one.</summary>
    Task<DrillsReply> Drills();
}
