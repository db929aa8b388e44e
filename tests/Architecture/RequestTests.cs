using Mono.Cecil;

namespace CareConnect.Architecture.Tests;

/// <summary>A use case is a file: its request and its handler, and nothing goes between them.</summary>
public sealed class RequestTests : IDisposable
{
    private readonly ModuleDefinition hub = Assemblies.Read("Hub");
    private readonly ModuleDefinition web = Assemblies.Read("Web");

    public void Dispose()
    {
        hub.Dispose();
        web.Dispose();
    }

    [Fact]
    public void Every_request_is_in_a_file_of_its_name_with_its_handler()
    {
        var requests = Requests(hub).ToList();
        Assert.True(requests.Count > 20, $"Only {requests.Count} requests were found.");
        Assert.Equal([], requests.Where(request => !IsUseCase(request.Name)).Select(request => request.FullName));
    }

    [Fact]
    public void Every_request_has_one_handler_of_its_name()
    {
        var handlers = Assemblies.Types(hub)
            .SelectMany(type => Implemented(type, "MediatR.IRequestHandler`").Select(handled => (Request: handled.GenericArguments[0].FullName, type.FullName)))
            .ToList();
        Assert.Equal(
            Requests(hub).Select(request => (request.FullName, request.FullName + "Handler")).Order(), handlers.Order());
    }

    [Fact]
    public void Use_cases_are_in_the_hub_alone() => Assert.Equal([], Requests(web).Select(request => request.FullName));

    [Fact]
    public void Nothing_stands_between_a_request_and_its_handler()
    {
        string[] between = ["MediatR.IPipelineBehavior`", "MediatR.IStreamPipelineBehavior`", "MediatR.Pipeline."];
        Assert.Equal([], new[] { hub, web }.SelectMany(Assemblies.Types)
            .Where(type => between.Any(name => Implemented(type, name).Any()))
            .Select(type => type.FullName));
    }

    [Fact]
    public void The_hub_has_every_method_of_the_contract_and_no_other()
    {
        using var protocol = Assemblies.Read("Protocol");
        static string Signature(MethodDefinition method) =>
            $"{method.ReturnType.FullName} {method.Name}({string.Join(", ", method.Parameters.Select(parameter => parameter.ParameterType.FullName))})";
        var offered = hub.GetType("CareConnect.Hub.Connections.CareHub").Methods
            .Where(method => method is { IsPublic: true, IsConstructor: false } && !(method.IsVirtual && !method.IsNewSlot));
        Assert.Equal(
            protocol.GetType("CareConnect.Protocol.ICareHub").Methods.Select(Signature).Order(), offered.Select(Signature).Order());
    }

    private static bool IsUseCase(string request) =>
        Repository.Sources("src/Hub/", $"/{request}.cs").ToList() is [var file]
        && Repository.Text(file).Contains($"record {request}", StringComparison.Ordinal)
        && Repository.Text(file).Contains($"class {request}Handler", StringComparison.Ordinal);

    private static IEnumerable<TypeDefinition> Requests(ModuleDefinition module) => Assemblies.Types(module)
        .Where(type => type.Interfaces.Any(implemented =>
            implemented.InterfaceType.GetElementType().FullName is "MediatR.IRequest" or "MediatR.IRequest`1" or "MediatR.IStreamRequest`1"));

    private static IEnumerable<GenericInstanceType> Implemented(TypeDefinition type, string name) => type.Interfaces
        .Select(implemented => implemented.InterfaceType)
        .OfType<GenericInstanceType>()
        .Where(implemented => implemented.FullName.StartsWith(name, StringComparison.Ordinal));
}
