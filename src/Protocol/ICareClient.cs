namespace CareConnect.Protocol;

/// <summary>What the hub tells a device. Every call is a hint: the log and the database are the truth.</summary>
public interface ICareClient
{
    /// <summary>An entry was appended to a circle; it comes along, so no read is needed when it is the next one.</summary>
    Task Appended(string circle, Entry entry);

    /// <summary>A person's device opened the log up to a number.</summary>
    Task OpenedBy(string circle, string person, long number, long at);

    /// <summary>A person is writing.</summary>
    Task TypingBy(string circle, string person);

    /// <summary>A circle that this person is in needs a repair before the next message.</summary>
    Task CircleStale(string circle);

    /// <summary>This person gained or lost a circle, or the clinic's list changed.</summary>
    Task CirclesChanged();

    /// <summary>A row of a queue is new or changed. A closed or moved row has its new state.</summary>
    Task QueueChanged(QueueRow row);

    /// <summary>A task is new or changed. One that was done has its new state.</summary>
    Task TaskChanged(TaskRow task);

    /// <summary>An alert is new or changed.</summary>
    Task AlertChanged(AlertRow alert);

    /// <summary>Somebody joined with an invitation, a person's state changed, or a device reported a refusal: the People page should look again.</summary>
    Task PeopleChanged();

    /// <summary>
    /// This node stops soon. A device waits for a part of so many milliseconds that it draws itself, asks nothing more here,
    /// leaves once what it asked was answered, and connects anew.
    /// </summary>
    Task Moving(int within);

    /// <summary>The session has ended; the connection closes next.</summary>
    Task SignedOut();
}
