namespace CareConnect.Fuzz.Tests;

/// <summary>Something that takes bytes from strangers.</summary>
public abstract class Target
{
    /// <summary>As <c>./fuzz NAME</c> calls it, and the folder of what was found before.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs to begin with; the same at every start.</summary>
    public abstract IEnumerable<byte[]> Seeds { get; }

    /// <summary>Pieces of the format, put in where a mutation wants something that means something.</summary>
    public virtual IReadOnlyList<byte[]> Words => [];

    /// <summary>Mutations of the seeds that a run of the tests tries.</summary>
    public virtual int Mutations => 20_000;

    /// <summary>Bytes that one input may make the program allocate.</summary>
    public virtual long Allowed(int length) => 64 * 1024 + 64L * length;

    /// <summary>Bytes allocated so far by whatever <see cref="Run"/> calls.</summary>
    public virtual long Allocated => GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Throws when the program does what it must not; a refusal is an answer.</summary>
    public abstract void Run(byte[] input);

    public override string ToString() => Name;
}
