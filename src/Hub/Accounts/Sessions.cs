using System.Security.Claims;
using CareConnect.Domain.People;
using CareConnect.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Hub.Accounts;

/// <summary>Who is calling, read from the database for this one call.</summary>
/// <param name="Person">Null until the first card is stored.</param>
/// <param name="Name">A patient's name of record; empty for staff.</param>
public sealed record Caller(Guid Account, Guid Session, Role Role, string? Person, string Name)
{
    public bool IsStaff => Role != Role.Patient;
}

/// <summary>Opens, checks and ends sessions.</summary>
public sealed class Sessions(IDbContextFactory<ClinicDb> factory, Readers readers, TimeProvider clock)
{
    /// <summary>The claim that carries the session's id.</summary>
    public const string Claim = "sid";

    /// <summary>Begins a session for an account that has just proven itself.</summary>
    public async Task<Guid> Open(Guid account, CancellationToken cancellation = default)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var session = new Session { Id = Guid.CreateVersion7(now), AccountId = account, CreatedAt = now.ToUnixTimeMilliseconds() };
        await using ClinicDb db = await factory.CreateDbContextAsync(cancellation);
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellation);
        return session.Id;
    }

    /// <summary>The caller, or null when the session has ended or the account is disabled.</summary>
    public Caller? Find(ClaimsPrincipal? user) =>
        Guid.TryParse(user?.FindFirstValue(Claim), out Guid session) ? Find(session) : null;

    /// <inheritdoc cref="Find(ClaimsPrincipal)"/>
    public Caller? Find(Guid session) => readers.Read(sql => Find(sql, session));

    /// <inheritdoc cref="Find(ClaimsPrincipal)"/>
    public static Caller? Find(Sql sql, Guid session)
    {
        ArgumentNullException.ThrowIfNull(sql);
        return sql.Recall("session", session.ToString(), asked => asked.First(
            """
            SELECT a.Id, a.Role, a.Person, a.Name FROM Sessions s JOIN Accounts a ON a.Id = s.AccountId
            WHERE s.Id = ?1 AND s.EndedAt IS NULL AND a.Enabled
            """,
            row => new Caller(row.GetGuid(0), session, (Role)row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3)),
            session));
    }

    /// <summary>Ends a session; its connections are closed by the caller.</summary>
    public async Task End(Guid session, CancellationToken cancellation = default)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using ClinicDb db = await factory.CreateDbContextAsync(cancellation);
        await db.Sessions.Where(s => s.Id == session && s.EndedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, now), cancellation);
    }
}
