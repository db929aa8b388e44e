using System.Text;
using CareConnect.Crypto;
using CareConnect.Crypto.Verification;
using CareConnect.Protocol;

namespace CareConnect.Client;

/// <summary>What staff do to let people in: invitations, checking who joined, vouches, the clinic's list (PROTOCOL section 6).</summary>
public sealed class ClinicSteward
{
    private const int Attempts = 8;
    private readonly CareClient client;

    internal ClinicSteward(CareClient client) => this.client = client;

    /// <summary>Makes an invitation; gives what stands after <c>/join#</c>.</summary>
    /// <param name="role">As in <see cref="Self"/>.</param>
    /// <param name="name">The patient's name, or the name that the clinic's list will show.</param>
    public Task<string> Invite(string role, string name, bool steward = false) => client.InLane(async () =>
    {
        using var invitation = new Crypto.Invitation(client.Links.Clinic!.Value);
        var mine = client.Links.Cards(client.Person)[^1];
        var note = Crypto.Invitation.SealNote(mine.ReceivingKey, client.Person, Note(invitation, name, role, steward));
        var reply = await client.Api.Invite(new NewInvitation(invitation.TokenHash().ToArray(), role, steward, role == "patient" ? name : "", note));
        return reply.Error is null ? invitation.Write() : throw new CareRefusedException(reply.Error);
    });

    /// <summary>Checks everybody who joined with an invitation of this person's: staff come onto the clinic's list, patients get a vouch.</summary>
    public Task ConfirmJoined() => client.InLane(async () =>
    {
        foreach (var invitation in (await client.Api.Invitations()).Items.Where(invitation => invitation.State == "joined"))
        {
            if (!Hash.TryParse(invitation.Person, out var person) || !TryReadNote(invitation.Sealed, out var secret, out var name))
                continue;
            using var held = new Crypto.Invitation(client.Links.Clinic!.Value, secret);
            if (invitation.Tag is null || !held.Confirms(person, invitation.Tag))
                continue;
            await client.Directory.RefreshCards(person);
            if (invitation.Role == "patient")
                await Vouch(person, invitation.Record!.Value);
            else
                await List(new Seat(person, invitation.Steward ? Role.Lead : Role.Member, Name: name));
        }
    });

    /// <summary>Puts a team onto the clinic's list under a name; or, as <see cref="Role.Custodian"/>, as the record keepers.</summary>
    public Task ListTeam(Hash team, string name, Role role = Role.Team) => client.InLane(() => List(new Seat(team, role, Name: name)));

    private async Task Vouch(Hash person, Guid record)
    {
        await client.Directory.RefreshClinic();
        var device = client.Keys.Device;
        var body = Crypto.Verification.Vouch.ToBody(client.Directory.Clinic.Name, person, Encoding.ASCII.GetBytes(record.ToString("D")), VouchMethod.Invitation, client.Person, device.Key.PublicKey, client.Now);
        var reply = await client.Api.Vouch(new NewVouch(device.Key.Sign(body)));
        if (reply.Error is not null)
            throw new CareRefusedException(reply.Error);
    }

    private async Task List(Seat seat)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await client.Directory.RefreshClinic();
            var clinic = client.Directory.Clinic;
            foreach (var steward in clinic.Members.Where(member => member.Role == Role.Lead))
                await client.Directory.RefreshCards(steward.Principal);
            Seat[] seats = [.. clinic.Members.Where(member => member.Principal != seat.Principal).Select(Seat.Of), seat];
            if (!client.Author.TryChangeClinic(seats, out var link, out var refusal))
                throw new CareRefusedException(refusal.ToString());
            var reply = await client.Commit(link);
            if (reply.Error is null)
            {
                await client.Directory.RefreshClinic();
                return;
            }

            if (reply.Error is not (HubErrors.Lost or HubErrors.Stale))
                throw new CareRefusedException(reply.Error);
        }

        throw new CareRefusedException(HubErrors.Lost);
    }

    private static byte[] Note(Crypto.Invitation invitation, string name, string role, bool steward)
    {
        using var cbor = new CborWriter();
        return cbor.Array(4).Bytes(invitation.Reveal()).Text(name).Text(role).Number(steward ? 1UL : 0UL).ToArray();
    }

    private bool TryReadNote(byte[] sealedNote, out byte[] secret, out string name)
    {
        (secret, name) = ([], "");
        if (!Crypto.Invitation.TryOpenNote(client.Keys.Device.Seeds, client.Person, sealedNote, out var note))
            return false;
        var cbor = new CborReader(note);
        if (!cbor.TryArrayOf(4) || !cbor.TryBytes(out var bytes) || !cbor.TryText(out var text))
            return false;
        (secret, name) = (bytes.ToArray(), text);
        return true;
    }
}
