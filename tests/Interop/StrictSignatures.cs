using CareConnect.Crypto.Verification;

namespace CareConnect.Interop.Tests;

/// <summary>
/// Signatures that a cofactored verifier takes and a cofactorless one does not. Browsers verify without the cofactor, so C# must too:
/// else one member could post what the hub accepts and every browser refuses.
/// </summary>
public sealed class StrictSignatures
{
    private static readonly byte[] Words = "cofactor"u8.ToArray();
    private const string Key = "cddc51565fdb5605efd0d0148a38f89189bc3c531fd1f97aee2e28ed8870abd2";
    private const string MixedKey = "55d882dff843bc4610d1f4d9f5b958aeb32b7f0d2cd5488b3e0ea1d1016135fb";

    [Fact]
    public void An_honest_signature_holds()
        => Assert.True(Verify(Key, "35d85c6b75e6779356224a0beedfb6e18111282e8a3c1024ae71f92fd16948aa3352b186ced165a31935b59ceabc3d3876b6c96a90ac8d73381d07b13389a805"));

    [Fact]
    public void A_nonce_point_with_a_small_order_part_is_refused()
        => Assert.False(Verify(Key, "fcbc6609c401c64f37c74c70ee6a380b8b4b962622c759113183c8367bb1efe5fe806e1cf9b927bf07ce1d2303e1be084acc3b7d22d5702605d18fa2dfe96c00"));

    [Fact]
    public void A_key_with_a_small_order_part_is_refused_where_only_the_cofactor_hides_it()
        => Assert.False(Verify(MixedKey, "cc6f54833d29b4a30aeba0d96015dbff5c5110960dde158957e2c68c6a89a5692f3845b523ef6bfd4d53b1fafb8e61f2bc1fdbd48522e8553c725c7e1e847e02"));

    private static bool Verify(string key, string signature)
        => PublicKey.TryRead(Convert.FromHexString(key), out var publicKey, out _) && Ed25519.Verify(publicKey, Words, Convert.FromHexString(signature));
}
