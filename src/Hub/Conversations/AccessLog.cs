using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Conversations;

/// <summary>Emergency access leaves a trace before it is answered (PROTOCOL section 7).</summary>
public sealed class AccessLog(WriterQueue writer, TimeProvider clock)
{
    /// <param name="what"><c>entries</c> or <c>copies</c>.</param>
    internal Task Note(Caller by, string circle, string what) => writer.Run(tx => tx.Execute(
        "INSERT INTO AccessLog (Circle, Person, Account, What, At) VALUES (?1, ?2, ?3, ?4, ?5)",
        circle, by.Person, by.Account, what, clock.GetUtcNow().ToUnixTimeMilliseconds()));
}
