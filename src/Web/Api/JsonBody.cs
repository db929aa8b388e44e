using System.Reflection;
using System.Text.Json;
using CareConnect.Protocol;
using Microsoft.AspNetCore.Http.Metadata;

namespace CareConnect.Web.Api;

/// <summary>A JSON body that was read strictly, or the error to answer with.</summary>
public sealed class JsonBody<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    };

    private JsonBody(T? value, string? error) => (Value, Error) = (value, error);

    public T? Value { get; }

    /// <summary><see cref="HubErrors.Malformed"/> or <see cref="HubErrors.TooLarge"/>; null when there is a value.</summary>
    public string? Error { get; }

#pragma warning disable CA1000 // The framework asks for these static members by name.
    public static async ValueTask<JsonBody<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            if (!context.Request.HasJsonContentType()) return new(null, HubErrors.Malformed);
            // In one piece: over a boundary between two, the framework's reader throws at some words that are no JSON.
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return JsonSerializer.Deserialize<T>(body.GetBuffer().AsSpan(0, (int)body.Length), Strict) is { } value
                ? new(value, null)
                : new(null, HubErrors.Malformed);
        }
        catch (JsonException)
        {
            return new(null, HubErrors.Malformed);
        }
        catch (BadHttpRequestException refused)
        {
            return new(null, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? HubErrors.TooLarge : HubErrors.Malformed);
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
    }
#pragma warning restore CA1000
}
