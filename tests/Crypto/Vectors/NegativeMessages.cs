using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using static CareConnect.Crypto.Tests.Vectors.VectorFile;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Negative test 30, and vouches: what a message or vouch must stand in.</summary>
public static class NegativeMessages
{
    public static void Add(VectorFile file, NegativeWorld world)
    {
        var clinic = world.Clinic;
        var message = world.SecondMessage;
        var header = message.Header;
        Message("a message", message.Bytes.ToArray(), Refusal.None);
        Message("a message, as the hub sees it", message.Bytes.ToArray(), Refusal.None, newest: true);
        Message("a message moved to another circle", Signed(clinic.Dana, header with { Circle = clinic.Team }), Refusal.WrongCircle);
        Message("a message moved to another epoch", Signed(clinic.Dana, header with { Epoch = 1 }), Refusal.WrongEpoch);
        Message("a message moved to a member, by their own device", Signed(clinic.Cleo, header), Refusal.None);
        Message("a message in another's name", clinic.Cleo.Device.Key.Sign(Body(header with { Device = clinic.Cleo.Device.Key.PublicKey })), Refusal.UnknownDevice);
        Message("a message by someone whom the epoch does not reach", Signed(clinic.Bo, header), Refusal.WrongAuthor);
        Message("a message by someone the clinic does not know", Signed(clinic.Pat, header), Refusal.WrongAuthor);
        Message("a message from a device removed before the epoch", world.RemovedDevice.Sign(Body(header with { Author = clinic.Cleo.Person, Device = world.RemovedDevice.PublicKey })), Refusal.UnknownDevice);
        Message("a message signed by another device", clinic.Cleo.Device.Key.Sign(Body(header)), Refusal.BadSignature);
        byte[] flipped = message.Bytes.ToArray();
        flipped[^80] ^= 1;
        Message("a message with one bit of its ciphertext changed", flipped, Refusal.BadSignature);
        file.Case(30, "a message in a team", "message", Case(message.Bytes.ToArray(), clinic.Server.Circles[clinic.Team].Epochs[0], clinic.Thread, false, "a message in a team"), Refusal.WrongCircle);

        var link = clinic.Server.Circles[clinic.Clinic].Epochs[^1].Name;
        Vouch("a vouch", Vouched(clinic.Dana, link), Refusal.None);
        Vouch("a vouch by an unknown clinic link", Vouched(clinic.Dana, Hash.Of("nothing"u8)), Refusal.UnknownLink);
        Vouch("a vouch by a team's link", Vouched(clinic.Dana, clinic.Server.Newest(clinic.Team)!.Value), Refusal.OtherClinic);
        Vouch("a vouch by a patient", Vouched(clinic.Pat, link), Refusal.NotStaff);
        Vouch("a vouch by staff whom the link does not list yet", Vouched(clinic.Dana, clinic.Server.Circles[clinic.Clinic].Epochs[0].Name), Refusal.NotStaff);
        Vouch("a vouch from another's device", clinic.Pat.Device.Key.Sign(VouchBody(clinic.Dana.Person, clinic.Pat.Device.Key.PublicKey, link)), Refusal.UnknownDevice);
        Vouch("a vouch signed by another device", clinic.Pat.Device.Key.Sign(VouchBody(clinic.Dana.Person, clinic.Dana.Device.Key.PublicKey, link)), Refusal.BadSignature);

        byte[] Body(Header changed) => Verification.Message.ToBody(changed.ToBytes(), message.Ciphertext.Span);
        byte[] Signed(Actor by, Header changed) => by.Device.Key.Sign(Body(changed with { Author = by.Person, Device = by.Device.Key.PublicKey }));
        byte[] VouchBody(Hash author, PublicKey device, Hash clinicLink) => Verification.Vouch.ToBody(clinicLink, clinic.Sam.Person, "01890a5d-ac96-774b-bcce-b302099a8057"u8, VouchMethod.InPerson, author, device, 5000);
        byte[] Vouched(Actor by, Hash clinicLink) => by.Device.Key.Sign(VouchBody(by.Person, by.Device.Key.PublicKey, clinicLink));

        void Message(string name, byte[] bytes, Refusal refusal, bool newest = false) => file.Case(30, name, "message", Case(bytes, world.Epoch(2), clinic.Thread, newest, name), refusal);
        JsonObject Case(byte[] bytes, Manifest epoch, Hash circle, bool newest, string name) => new()
        {
            ["message"] = file.Ref($"30 {name}", bytes), ["epoch"] = file.Ref($"epoch {epoch.Name}", epoch.Bytes.Span), ["circle"] = Hex(circle),
            ["links"] = world.Parts.Links(), ["newest"] = newest,
        };
        void Vouch(string name, byte[] bytes, Refusal refusal) => file.Case(30, name, "vouch", new JsonObject
        {
            ["vouch"] = file.Ref($"30 {name}", bytes), ["clinic"] = Hex(clinic.Clinic), ["links"] = world.Parts.Links(), ["newest"] = false,
        }, refusal);
    }
}
