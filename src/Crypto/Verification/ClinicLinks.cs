namespace CareConnect.Crypto.Verification;

/// <summary>Step 3 of <see cref="ManifestRules"/>: the clinic link relied on.</summary>
internal static class ClinicLinks
{
    /// <summary>Finds the clinic manifest that the shape is read against: the manifest itself for a clinic.</summary>
    public static Refusal Check(Manifest next, Manifest? previous, ManifestContext context, out Manifest clinic)
    {
        clinic = next;
        if (next.Kind == Kind.Clinic)
        {
            if (next.ClinicLink is not null) return Refusal.Shape;
            return next.N == 0 && context.Clinic is { } pinned && next.Name != pinned ? Refusal.OtherClinic : Refusal.None;
        }
        if (next.ClinicLink is not { } name) return Refusal.Shape;
        if (context.Links.Manifest(name) is not { } found) return Refusal.UnknownLink;
        if (found.Kind != Kind.Clinic || Chains.IdOf(found, context.Links) is not { } id || id != context.Clinic) return Refusal.OtherClinic;
        clinic = found;
        if (previous?.ClinicLink is { } before)
        {
            if (context.Links.Manifest(before) is not { } earlier) return Refusal.UnknownLink;
            if (!Chains.IsAtOrAfter(found, earlier, context.Links)) return Refusal.ClinicLinkWentBack;
        }
        return context.Links.Newest(id) is { } newest && newest != name ? Refusal.Stale : Refusal.None;
    }
}
