using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CareConnect.Architecture.Tests;

/// <summary>The compiled projects, read without loading them.</summary>
internal static class Assemblies
{
    public static ModuleDefinition Read(string project) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"CareConnect.{project}.dll"));

    /// <summary>Every type of another assembly that this one names anywhere: signatures, bodies, attributes.</summary>
    public static IEnumerable<(string Assembly, string Namespace, string Name)> TypesUsed(ModuleDefinition module) =>
        module.GetTypeReferences().Select(type => (AssemblyOf(type), Outermost(type).Namespace, type.FullName));

    /// <summary>Types of this assembly, nested ones too.</summary>
    public static IEnumerable<TypeDefinition> Types(ModuleDefinition module) => module.GetTypes();

    /// <summary>Types that the bodies, fields and signatures of one type name.</summary>
    public static IEnumerable<TypeReference> TypesUsed(TypeDefinition type)
    {
        foreach (var field in type.Fields) yield return field.FieldType.GetElementType();
        foreach (var method in type.Methods)
        {
            yield return method.ReturnType.GetElementType();
            foreach (var parameter in method.Parameters) yield return parameter.ParameterType.GetElementType();
            if (!method.HasBody) continue;
            foreach (var variable in method.Body.Variables) yield return variable.VariableType.GetElementType();
            foreach (var named in method.Body.Instructions.SelectMany(Named)) yield return named.GetElementType();
        }
    }

    public static string AssemblyOf(TypeReference type) => Outermost(type).Scope is AssemblyNameReference assembly ? assembly.Name : "";

    public static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        return type;
    }

    private static IEnumerable<TypeReference> Named(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        MemberReference { DeclaringType: { } type } => [type],
        _ => [],
    };
}
