using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareConnect.Hub.Paging;

/// <summary>One page of one person by one way, for one step of an alert or a drill. It holds no words and no address.</summary>
public sealed class StoredPage
{
    /// <summary>Also the idempotency key at every provider.</summary>
    public Guid Id { get; set; }

    /// <summary>The alert, or the drill: not a foreign key, a drill need not be an alert.</summary>
    public Guid Alert { get; set; }

    /// <summary>How often the chain was begun again, from 0.</summary>
    public int Round { get; set; }

    public int Step { get; set; }

    public string Person { get; set; } = "";

    /// <summary><c>board</c>, <c>push</c>, <c>email</c>, <c>sms</c>, <c>voice</c>.</summary>
    public string Way { get; set; } = "";

    /// <summary>The contact method it goes to; all zeros for the board, which is every device that shows it.</summary>
    public Guid Method { get; set; }

    public bool Drill { get; set; }

    /// <summary><c>waiting</c>, <c>sent</c>, <c>delivered</c>, <c>failed</c>, <c>stopped</c>.</summary>
    public string State { get; set; } = "";

    public long WrittenAt { get; set; }

    /// <summary>When the state, or the last attempt's result, became what it is.</summary>
    public long ChangedAt { get; set; }

    /// <summary>When it is sent, or sent again.</summary>
    public long DueAt { get; set; }

    /// <summary>Until when the one who sends it now has it; 0 when nobody has.</summary>
    public long LeaseUntil { get; set; }

    /// <summary>Grows with each lease: a sender whose lease ran out writes nothing.</summary>
    public long Fence { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed: a code of <see cref="PageError"/>, or null.</summary>
    public string? Error { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoredPage>
    {
        public void Configure(EntityTypeBuilder<StoredPage> builder)
        {
            builder.ToTable("Pages");
            builder.HasIndex(p => new { p.Alert, p.Round, p.Step, p.Person, p.Way, p.Method }).IsUnique();
            // What the sender looks for; pages that are over are not in it.
            builder.HasIndex(p => new { p.Way, p.Drill, p.DueAt }).HasFilter("State = 'waiting'").HasDatabaseName("IX_Pages_Waiting");
        }
    }
}
