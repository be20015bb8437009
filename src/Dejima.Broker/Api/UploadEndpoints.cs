using System.Globalization;
using Dejima.Broker.Access;
using Dejima.Broker.Payloads;
using Dejima.Contracts.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Dejima.Broker.Api;

/// <summary>Uploads: tus 1.0 with creation, creation-with-upload, checksum and termination.</summary>
internal static class UploadEndpoints
{
    private const string Upload = "/uploads/{upload}";

    private static readonly TakenHeaders Addressed = new(HeaderName.TusResumable, HeaderName.LeaseEpoch);
    private static readonly TakenHeaders Appended = new([.. Addressed.Names, HeaderName.UploadOffset, HeaderName.UploadChecksum]);
    private static readonly TakenHeaders Created =
        new([.. Addressed.Names, HeaderName.UploadLength, HeaderName.UploadMetadata, HeaderName.UploadChecksum]);

    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/calculations/{id:guid}/inputs", CreateInput)
            .WithMetadata(NeededScope.Submit, Created, new DisableRequestSizeLimitAttribute())
            .Accepts<Stream>(isOptional: true, Tus.MediaType)
            .AnswersNothing("createInput", "Creates the upload of one input (tus)", StatusCodes.Status201Created);
        routes.MapPost("/calculations/{id:guid}/outputs", CreateOutput)
            .WithMetadata(NeededScope.Agent, Created, new DisableRequestSizeLimitAttribute())
            .Accepts<Stream>(isOptional: true, Tus.MediaType)
            .AnswersNothing("createOutput", "Creates the upload of one output (tus)", StatusCodes.Status201Created);
        routes.MapMethods(Upload, [HttpMethods.Head], Look)
            .WithMetadata(NeededScope.Send, Addressed)
            .AnswersNothing("uploadOffset", "How many bytes the broker has (tus)", StatusCodes.Status200OK);
        routes.MapPatch(Upload, Append)
            .WithMetadata(NeededScope.Send, Appended, new DisableRequestSizeLimitAttribute())
            .Accepts<Stream>(Tus.MediaType)
            .AnswersNothing("upload", "Appends bytes (tus)", StatusCodes.Status204NoContent);
        routes.MapDelete(Upload, Reset)
            .WithMetadata(NeededScope.Send, Addressed)
            .AnswersNothing("resetUpload", "Starts the upload again at 0 (tus)", StatusCodes.Status204NoContent);
        foreach (var route in new[] { Upload, "/calculations/{id:guid}/inputs", "/calculations/{id:guid}/outputs" })
            routes.MapMethods(route, [HttpMethods.Options], Abilities).ExcludeFromDescription();
    }

    private static Task<IResult> CreateInput(
        Guid id, HttpContext context, Caller caller, UploadAccess access, UploadDesk desk) =>
        Create(id, PayloadKind.Input, context, caller, access, desk);

    private static Task<IResult> CreateOutput(
        Guid id, HttpContext context, Caller caller, UploadAccess access, UploadDesk desk) =>
        Create(id, PayloadKind.Output, context, caller, access, desk);

    private static async Task<IResult> Create(
        Guid id, PayloadKind kind, HttpContext context, Caller caller, UploadAccess access, UploadDesk desk)
    {
        TusRequest.CheckVersion(context);
        var target = await access.Named(id, kind, TusRequest.NameOf(context), caller, context);
        if (TusRequest.Number(context, HeaderName.UploadLength) != target.Declared.Size)
            throw Problems.DeclaredOtherwise(target.Declared);
        var offset = target.IsReceived ? target.Declared.Size : await FirstBytes(context, target, desk);
        context.Response.Headers.Location = $"/{Routes.Base}/uploads/{target.File}";
        Tell(context, offset);
        return TypedResults.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<long> FirstBytes(HttpContext context, UploadTarget target, UploadDesk desk)
    {
        var hasBody = context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0 ||
            context.Request.ContentType == Tus.MediaType;
        if (!hasBody && target.Declared.Size > 0)
            return await desk.OffsetOf(target.File, target.Declared, target.Received, context.RequestAborted);
        var body = hasBody ? TusRequest.BodyOf(context) : UploadBody.Empty;
        return await desk.Append(target.File, target.Declared, null, body, target.Received, context.RequestAborted);
    }

    private static async Task<IResult> Look(
        string upload, HttpContext context, Caller caller, UploadAccess access, UploadDesk desk)
    {
        context.Response.Headers[HeaderName.TusResumable] = Tus.Version;
        var target = await access.OfId(upload, caller, context);
        Tell(context, target.IsReceived
            ? target.Declared.Size
            : await desk.OffsetOf(target.File, target.Declared, target.Received, context.RequestAborted));
        context.Response.Headers[HeaderName.UploadLength] = target.Declared.Size.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok();
    }

    private static async Task<IResult> Append(
        string upload, HttpContext context, Caller caller, UploadAccess access, UploadDesk desk)
    {
        TusRequest.CheckVersion(context);
        var target = await access.OfId(upload, caller, context);
        if (target.IsReceived)
            throw Problems.Unchangeable();
        var offset = TusRequest.Number(context, HeaderName.UploadOffset);
        Tell(context, await desk.Append(
            target.File, target.Declared, offset, TusRequest.BodyOf(context), target.Received, context.RequestAborted));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Reset(
        string upload, HttpContext context, Caller caller, UploadAccess access, UploadDesk desk)
    {
        TusRequest.CheckVersion(context);
        var target = await access.OfId(upload, caller, context);
        if (target.IsReceived)
            throw Problems.Unchangeable();
        desk.Reset(target.File, target.Declared);
        return TypedResults.NoContent();
    }

    private static NoContent Abilities(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[HeaderName.TusResumable] = Tus.Version;
        headers["Tus-Version"] = Tus.Version;
        headers["Tus-Extension"] = Tus.Extensions;
        headers["Tus-Checksum-Algorithm"] = "sha256";
        return TypedResults.NoContent();
    }

    private static void Tell(HttpContext context, long offset) =>
        context.Response.Headers[HeaderName.UploadOffset] = offset.ToString(CultureInfo.InvariantCulture);
}
