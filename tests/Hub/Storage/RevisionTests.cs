using CareConnect.Domain.People;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Circles;
using CareConnect.Hub.Queue;
using CareConnect.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace CareConnect.Hub.Tests.Storage;

/// <summary>What is remembered of who may do what is never older than the database.</summary>
public sealed class RevisionTests : IAsyncLifetime
{
    private CareClinic clinic = null!;
    private Caller maya = null!;
    private string team = "", thread = "";

    public async ValueTask InitializeAsync()
    {
        clinic = await CareClinic.Open();
        team = await clinic.Team("dana's team", "therapy");
        maya = await clinic.Person("Maya", Role.Patient);
        thread = await clinic.Thread(maya, team);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task Who_is_taken_out_is_out_for_the_writer_and_for_readers_at_once()
    {
        Assert.Equal(Right.Member, await Writer());
        Assert.Equal(Right.Member, Reader());

        await clinic.Drop(thread, maya.Person!);

        Assert.Equal(Right.None, await Writer());
        Assert.Equal(Right.None, Reader());
    }

    [Fact]
    public async Task What_ef_changes_is_seen_as_well()
    {
        Assert.NotNull(await clinic.Writer.Run(tx => Sessions.Find(tx, maya.Session)));
        await clinic.Get<Sessions>().End(maya.Session, TestContext.Current.CancellationToken);
        Assert.Null(await clinic.Writer.Run(tx => Sessions.Find(tx, maya.Session)));

        Assert.Equal(Right.Member, await Writer());
        await using (ClinicDb db = await clinic.Get<IDbContextFactory<ClinicDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await db.Users.Where(account => account.Id == maya.Account).ExecuteUpdateAsync(
                set => set.SetProperty(account => account.Enabled, false), TestContext.Current.CancellationToken);
        }

        Assert.Equal(Right.None, await Writer());
    }

    [Fact]
    public async Task A_transaction_sees_its_own_changes_before_its_commit()
    {
        (Right before, Right after) = await clinic.Writer.Run(tx =>
        {
            Right was = Access.Of(tx, maya, thread, 3);
            tx.Execute("DELETE FROM CircleMembers WHERE Circle = ?1 AND Principal = ?2", thread, maya.Person);
            return (was, Access.Of(tx, maya, thread, 3));
        });
        Assert.Equal((Right.Member, Right.None), (before, after));
    }

    [Fact]
    public async Task What_was_taken_back_is_forgotten()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => clinic.Writer.Run(tx =>
        {
            tx.Execute("DELETE FROM CircleMembers WHERE Circle = ?1 AND Principal = ?2", thread, maya.Person);
            Assert.Equal(Right.None, Access.Of(tx, maya, thread, 3));
            throw new InvalidOperationException("no");
        }));
        Assert.Equal(Right.Member, await Writer());
    }

    [Fact]
    public async Task What_is_not_there_is_asked_again_each_time()
    {
        Guid unknown = Guid.CreateVersion7(clinic.Clock.GetUtcNow());
        Assert.Null(await clinic.Writer.Run(tx => Sessions.Find(tx, unknown)));
        await clinic.Writer.Run(tx => tx.Execute(
            "INSERT INTO Sessions (Id, AccountId, CreatedAt) VALUES (?1, ?2, 1)", unknown, maya.Account));
        Assert.NotNull(await clinic.Writer.Run(tx => Sessions.Find(tx, unknown)));
    }

    [Fact]
    public async Task Messages_rows_and_pages_do_not_count_as_a_change()
    {
        long before = Number();
        await clinic.Writer.Run(tx => QueueIntake.PatientWrote(
            tx, thread, maya.Account, maya.Person!, Domain.Triage.HowSoon.Today, null, clinic.Clock.GetUtcNow()));
        await clinic.Writer.Run(tx => tx.Execute("UPDATE Sessions SET Device = 'a device' WHERE Id = ?1", maya.Session));
        Assert.Equal(before, Number());
    }

    [Theory]
    [InlineData("INSERT INTO CircleMembers (Circle) VALUES (?1)", true)]
    [InlineData("UPDATE Accounts SET Enabled = FALSE", true)]
    [InlineData("delete from cards where person = ?1", true)]
    [InlineData("INSERT INTO Entries (Circle) SELECT Circle FROM CircleMembers", false)]
    [InlineData("SELECT 1 FROM Accounts", false)]
    [InlineData("UPDATE Circles SET Last = ?2 WHERE Id = ?1", false)]
    public void A_statement_is_known_by_the_table_that_it_changes(string sql, bool watched) => Assert.Equal(watched, Revision.IsWatched(sql));

    private Task<Right> Writer() => clinic.Writer.Run(tx => Access.Of(tx, maya, thread, 3));

    private Right Reader() => clinic.Read(sql => Access.Of(sql, maya, thread, 3));

    private long Number() => clinic.Read(sql => sql.Number(Revision.Read))!.Value;
}
