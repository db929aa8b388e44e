using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CareConnect.Hub.Accounts;
using CareConnect.Hub.Storage;
using CareConnect.Protocol;
using MediatR;

namespace CareConnect.Hub.OnCall;

/// <summary>Makes a link for a calendar program. The token is told this once; only its hash is stored.</summary>
/// <param name="Mine">Only the caller's shifts, or everybody's.</param>
public sealed record MakeFeed(Caller By, bool Mine) : IRequest<MadeFeed>;

/// <param name="Token">43 characters; null when refused.</param>
public sealed record MadeFeed(string? Error, string? Token)
{
    /// <summary>It would print the token.</summary>
    public override string ToString() => nameof(MadeFeed);
}

internal sealed class MakeFeedHandler(WriterQueue writer, TimeProvider clock) : IRequestHandler<MakeFeed, MadeFeed>
{
    /// <summary>Links of one person that count at a time.</summary>
    internal const int Most = 10;

    public async Task<MadeFeed> Handle(MakeFeed request, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var error = await writer.Run(tx =>
        {
            if (!OnCallAccess.Sees(tx, request.By)) return HubErrors.NotAllowed;
            if (tx.Number("SELECT COUNT(*) FROM OnCallFeeds WHERE Account = ?1 AND RevokedAt IS NULL", request.By.Account) >= Most)
                return HubErrors.TooLarge;
            var now = clock.GetUtcNow();
            tx.Execute(
                "INSERT INTO OnCallFeeds (Id, Account, TokenHash, Mine, MadeAt) VALUES (?1, ?2, ?3, ?4, ?5)",
                Guid.CreateVersion7(now), request.By.Account, HashOf(token), request.Mine, OnCallStore.Ms(now));
            return null;
        });
        return new MadeFeed(error, error is null ? token : null);
    }

    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
