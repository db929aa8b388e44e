using System.Text.Json.Nodes;
using CareConnect.Crypto.Tests.World;
using CareConnect.Crypto.Verification;
using static CareConnect.Crypto.Tests.Vectors.VectorFile;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>Parts that cases are made of.</summary>
public sealed class CaseParts(VectorFile file, DemoClinic clinic)
{
    private readonly Dictionary<Hash, string> _names = new()
    {
        [clinic.Clinic] = "clinic", [clinic.Team] = "Dana's team", [clinic.CrisisTeam] = "crisis team", [clinic.Records] = "records officers", [clinic.Thread] = "thread",
        [clinic.Ada.Person] = "Ada", [clinic.Bo.Person] = "Bo", [clinic.Dana.Person] = "Dana", [clinic.Cleo.Person] = "Cleo", [clinic.Tess.Person] = "Tess",
        [clinic.Olga.Person] = "Olga", [clinic.Otto.Person] = "Otto", [clinic.Sam.Person] = "Sam", [clinic.Pat.Person] = "Pat",
    };

    public void Call(Hash id, string name) => _names[id] = name;

    /// <summary>Cards, clinic links and team links in the order the server accepted them.</summary>
    public JsonArray Links(params byte[][] more)
    {
        var links = new JsonArray();
        foreach (var link in clinic.Server.Accepted)
        {
            var chain = clinic.Ada.Links.ChainOf(link.Name) ?? throw new InvalidOperationException("Sync Ada first.");
            var n = link is Card card ? card.N : ((Manifest)link).N;
            links.Add(file.Ref($"{_names[chain]} {(link is Card ? "card" : "link")} {n}", link.Bytes.Span));
        }
        foreach (var (bytes, i) in more.Select((bytes, i) => (bytes, i))) links.Add(file.Ref($"another link {i} {Hash.Of(bytes)}", bytes));
        return links;
    }

    public JsonArray Copies(Hash circle, params Hash[] principals)
        => new([.. clinic.Server.Circles[circle].Copies.Where(copy => principals.Contains(copy.Principal)).Select(copy => Copy(circle, copy))]);

    public JsonNode Copy(Hash circle, SealedCopy copy) => new JsonObject
    {
        ["epoch"] = copy.Epoch, ["principal"] = Hex(copy.Principal), ["bytes"] = file.Ref($"{_names[circle]} copy {copy.Epoch} for {_names[copy.Principal]}", copy.Bytes),
    };

    public JsonArray Entries(Hash circle)
        => new([.. clinic.Server.Circles[circle].Entries.Select(entry => Entry(circle, entry))]);

    public JsonNode Entry(Hash circle, LogEntry entry) => new JsonObject
    {
        ["number"] = entry.Number, ["object"] = file.Ref($"{_names[circle]} entry {entry.Number}", entry.Bytes.Span), ["time"] = entry.Time,
    };

    /// <summary>A reader case as this person would read the circle now.</summary>
    public JsonObject Reader(Actor who, Hash circle)
    {
        var teams = clinic.Server.Circles.Where(entry => entry.Value.Epochs[0].Kind == Kind.Team && entry.Value.Epochs.Any(epoch => epoch.Find(who.Person) is not null)).Select(entry => entry.Key).ToArray();
        return new JsonObject
        {
            ["circle"] = Hex(circle), ["clinic"] = Hex(clinic.Clinic), ["person"] = Hex(who.Person), ["device"] = Hex(who.Device.Key.Reveal()),
            ["seeds"] = new JsonArray([.. who.Device.Seeds.Select(seed => (JsonNode)Hex(seed.Reveal()))]),
            ["links"] = Links(),
            ["teams"] = new JsonArray([.. teams.Select(team => (JsonNode)new JsonObject { ["circle"] = Hex(team), ["entries"] = Entries(team), ["copies"] = Copies(team, who.Person) })]),
            ["entries"] = Entries(circle),
            ["copies"] = Copies(circle, [who.Person, .. teams]),
        };
    }

    /// <summary>Adds a reader case, with what this reader makes of it.</summary>
    public void Add(int clause, string name, JsonObject reader)
    {
        var described = JsonNode.Parse(reader.ToJsonString())!.AsObject();
        described["name"] = name;
        described["op"] = "reader";
        var objects = JsonNode.Parse(file.Write())!.AsObject()["objects"]!.AsObject();
        reader["expect"] = KeyCases.Read(new VectorCase(objects, described));
        file.Case(clause, name, "reader", reader);
    }
}
