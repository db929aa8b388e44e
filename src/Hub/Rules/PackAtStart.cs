using System.Text;
using CareConnect.Domain.Rules;
using CareConnect.Hub.Storage;

namespace CareConnect.Hub.Rules;

/// <summary>
/// What the rules are when the program starts. The setting <c>Rules:Pack</c> names a document that comes into force once,
/// at the first start that finds its version new; what an administrator puts in force later stays in force.
/// </summary>
internal static class PackAtStart
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="BadRulePackException">The file or the stored pack in force is refused: the program must not start.</exception>
    public static async Task Check(WriterQueue writer, Readers readers, string? file, TimeProvider clock, CancellationToken cancellation)
    {
        // (1) The file first: a good one is also the way out of a stored one that this program refuses.
        if (!string.IsNullOrEmpty(file)) await Apply(writer, file, clock, cancellation);

        // (2) What decides from now on.
        var stored = readers.Read(sql => PackStore.VersionInForce(sql) is { } version ? (Version: version, Document: PackStore.DocumentOf(sql, version)!) : default);
        if (stored.Version is not null && PackDocument.Read(stored.Document) is PackRefused refused)
            throw new BadRulePackException(stored.Version, stored: true, refused.Refusals);
    }

    private static async Task Apply(WriterQueue writer, string file, TimeProvider clock, CancellationToken cancellation)
    {
        var document = await Text(file, cancellation);
        var refusals = await writer.Run(tx =>
        {
            if (PackDocument.Read(document) is PackRead { Pack: var known } && PackStore.DocumentOf(tx, known.Version) == document) return [];
            if (PackStore.Read(tx, document) is PackRefused refused) return refused.Refusals;
            PackStore.PutInForce(tx, ((PackRead)PackDocument.Read(document)).Pack, document, by: null, clock.GetUtcNow());
            return (IReadOnlyList<PackRefusal>)[];
        });
        if (refusals.Count > 0) throw new BadRulePackException(file, stored: false, refusals);
    }

    private static async Task<string> Text(string file, CancellationToken cancellation)
    {
        try
        {
            return Strict.GetString(await File.ReadAllBytesAsync(file, cancellation)).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            throw new BadRulePackException(file, stored: false, [new NotJson(1)]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BadRulePackException(file, stored: false, []);
        }
    }
}
