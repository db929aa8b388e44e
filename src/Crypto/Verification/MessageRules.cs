namespace CareConnect.Crypto.Verification;

/// <summary>May this message stand in this epoch? Protocol section 4, the parts that need no key.</summary>
public static class MessageRules
{
    /// <summary>Circle, epoch, author, device, signature, in this order.</summary>
    /// <param name="message">The message to check.</param>
    /// <param name="epoch">The checked manifest of the current epoch at the message's place in the log.</param>
    /// <param name="circle">Id of the circle whose log this is.</param>
    /// <param name="links">Newest links for the hub, listed ones for readers.</param>
    public static Refusal Check(Message message, Manifest epoch, Hash circle, ILinks links)
    {
        var refusal = CheckSender(message, epoch, circle, links);
        if (refusal != Refusal.None) return refusal;
        return message.VerifySignature(message.Header.Device) ? Refusal.None : Refusal.BadSignature;
    }

    /// <summary>All but the signature, for a caller that verified it before entering the writer.</summary>
    public static Refusal CheckSender(Message message, Manifest epoch, Hash circle, ILinks links)
    {
        // Clinics and teams have manifests only in their logs.
        if (message.Header.Circle != circle || epoch.Kind is Kind.Clinic or Kind.Team) return Refusal.WrongCircle;
        if (message.Header.Epoch != epoch.N) return Refusal.WrongEpoch;
        if (Reach.Find(epoch, message.Header.Author, links) is not { } card) return Refusal.WrongAuthor;
        return Reach.Lists(message.Header.Author, card, message.Header.Device, links) ? Refusal.None : Refusal.UnknownDevice;
    }
}
