using System.Text;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Domain.People;
using CareConnect.Hub.Paging;
using CareConnect.Hub.Paging.Reaching;

namespace CareConnect.Fuzz.Tests.Targets;

/// <summary>What people type or follow as a link, and what browsers give as their push subscription.</summary>
internal sealed class TypedText : Target
{
    public override string Name => "text";

    public override IEnumerable<byte[]> Seeds { get; } = [.. new[]
    {
        new string('A', 43), new string('A', 65) + "_", "0123 4567 89AB CDEF GHJK MNPQ RSTV WXYZ", "+1 (303) 555-0142", "dana@clinic.example",
        """{"Endpoint":"https://fcm.googleapis.com/fcm/send/abc","Key":"BJb_6fXJ2pBOvRQlT1kqRvZLzHTxMwYHxqn3o3Ws9cLzqNMsYcVXzGgC2fCU0nD7SnrfV8bFLq2dH2y3bpXk3Nc","Auth":"AAAAAAAAAAAAAAAAAAAAAA"}""",
    }.Select(Encoding.UTF8.GetBytes)];

    public override IReadOnlyList<byte[]> Words { get; } =
        [.. new[] { "+", "@", ".", "-", "\u00a0", "https://", "fcm.googleapis.com", "_", "=", "\"", "null", "\u0130", "\ud83d\ude00" }.Select(Encoding.UTF8.GetBytes)];

    public override long Allowed(int length) => 128 * 1024 + 256L * length;

    public override void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (Hash.TryParse(text, out var hash)) Assert.Equal(text, hash.ToString());
        if (PublicKey.TryParse(text, out var key)) Assert.Equal(text, key.ToString());
        if (Invitation.TryParse(text, out var invitation)) Assert.Equal(text, invitation.Write());
        if (RecoveryCode.TryParse(text, out var code)) Assert.Equal(39, code.Write().Length);
        PhoneNumber.IsOne(text);
        foreach (var way in Enum.GetValues<PageWay>())
            if (ContactAddress.Read(way, text, PagingSettings.KnownPushHosts) is { } address)
                ContactAddress.Masked(way, address);
    }
}
