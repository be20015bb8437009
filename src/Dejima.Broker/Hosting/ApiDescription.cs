using Dejima.Broker.Api;
using Dejima.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dejima.Broker.Hosting;

/// <summary>What <c>/openapi/v1.json</c> says about the API as a whole.</summary>
internal static class ApiDescription
{
    /// <summary>Adds the description.</summary>
    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractsJson.Default);
            json.SerializerOptions.NumberHandling = ContractsJson.Default.Options.NumberHandling;
        });
        services.AddOpenApi("v1", options => options.AddDocumentTransformer(Describe).AddOperationTransformer(DescribeHeaders));
    }

    private static Task DescribeHeaders(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        foreach (var name in context.Description.ActionDescriptor.EndpointMetadata.OfType<TakenHeaders>().SelectMany(taken => taken.Names))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Dejima broker",
            Version = "v1",
            Description = "Errors are problem details (RFC 9457) with a stable 'code'. See docs/protocol.md.",
        };
        // Where it was asked for says nothing about where it is served.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
        return Task.CompletedTask;
    }
}
