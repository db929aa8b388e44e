namespace CareConnect.Crypto.Tests.Vectors;

public static class NegativeVectors
{
    public static string Make() => new VectorFile().Write();
}
