using System.Diagnostics.CodeAnalysis;

namespace CareConnect.Crypto.Verification;

/// <summary>A link of a circle's chain: protocol section 2, <c>cc1/manifest</c>. Decoding checks the codec and sizes; <see cref="ManifestRules"/> the rest.</summary>
public sealed class Manifest : SignedObject
{
    /// <summary>The label of the body.</summary>
    public const string Label = "cc1/manifest";

    private readonly Dictionary<Hash, Member> _byPrincipal;

    private Manifest(ReadOnlySpan<byte> bytes, ManifestFields fields) : base(bytes)
    {
        Fields = fields;
        _byPrincipal = fields.Members.ToDictionary(member => member.Principal);
    }

    /// <summary>The fields in one record, as an author writes them.</summary>
    public ManifestFields Fields { get; }
    /// <summary>Never changes along a chain.</summary>
    public Kind Kind => Fields.Kind;
    /// <summary>Epoch, from 0.</summary>
    public ulong N => Fields.N;
    /// <summary>Name of the link before; 32 random bytes for link 0.</summary>
    public Hash Prev => Fields.Prev;
    /// <summary>Number of the log entry just before this one.</summary>
    public ulong SeenN => Fields.SeenN;
    /// <summary>Log hash at <see cref="SeenN"/>.</summary>
    public Hash SeenH => Fields.SeenH;
    /// <summary>The clinic link relied on; absent in a clinic.</summary>
    public Hash? ClinicLink => Fields.ClinicLink;
    /// <summary>Ascending by principal, unique.</summary>
    public IReadOnlyList<Member> Members => Fields.Members;
    /// <summary>Commitment to this epoch's secret; absent in a clinic.</summary>
    public Hash? Commitment => Fields.Commitment;
    /// <summary>X-Wing public key of a team; empty for every other kind.</summary>
    public ReadOnlySpan<byte> TeamKey => Fields.TeamKey;
    /// <summary>The person who made this link.</summary>
    public Hash Author => Fields.Author;
    /// <summary>The device that signed it.</summary>
    public PublicKey Device => Fields.Device;
    /// <summary>Unix milliseconds, as the author says.</summary>
    public ulong Time => Fields.Time;

    /// <summary>The member of this principal, or null.</summary>
    public Member? Find(Hash principal) => _byPrincipal.GetValueOrDefault(principal);

    /// <summary>Decodes strictly; false with the refusal, never an exception.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Manifest? manifest, out Refusal refusal)
    {
        manifest = null;
        refusal = Open(bytes, Label, 14, out var cbor);
        if (refusal != Refusal.None) return false;
        refusal = ManifestFields.Read(ref cbor, out var fields);
        if (refusal != Refusal.None) return false;
        manifest = new Manifest(bytes, fields);
        return true;
    }
}
