using CareConnect.Crypto.Tests.World;

namespace CareConnect.Crypto.Tests.Vectors;

/// <summary>
/// negative.json: the negative tests of docs/protocol.md section 9, but those of the server alone. Each starts from an accepted object
/// (which is a case too, with <c>None</c>), changes one thing, and signs again where the attacker could.
/// </summary>
public static class NegativeVectors
{
    public static string Make()
    {
        var file = new VectorFile();
        var world = new NegativeWorld(file, new DemoClinic("negative"));
        NegativeObjects.Add(file, world);
        NegativeSignatures.Add(file);
        NegativeCards.Add(file, world);
        NegativeManifests.Add(file, world);
        NegativeShapes.Add(file, world);
        NegativeMessages.Add(file, world);
        NegativeCopies.Add(file, world);
        NegativeKeyrings.Add(file, world);
        NegativeReaders.Add(file, world);
        return file.Write();
    }
}
