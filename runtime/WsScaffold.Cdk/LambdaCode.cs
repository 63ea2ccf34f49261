using System.Reflection;
using System.Runtime.CompilerServices;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WsScaffold.Cdk.Bundling;

namespace WsScaffold.Cdk;

/// <summary>The source of the binary that the functions of an API run.</summary>
public abstract class LambdaCode
{
    private protected LambdaCode()
    {
    }

    /// <summary>
    /// Publishes the API's project with NativeAOT when the stack is synthesised: with the .NET SDK of this machine if it can link
    /// for the function's architecture, otherwise in Docker. To use a folder that was published before, set the context value
    /// <c>wsscaffold:prebuilt</c> or the environment variable <c>WSSCAFFOLD_PREBUILT</c> to that folder, or to its parent if the
    /// folder is named like the project.
    /// </summary>
    /// <param name="project">The project's folder or file, absolute or relative to the project of the calling code.</param>
    /// <param name="options">How to publish; <see langword="null"/> for the defaults.</param>
    /// <returns>The code, for <see cref="WebSocketLambdaApiProps.Code"/>.</returns>
    /// <exception cref="ArgumentException">There is no such project. The message contains the path where it was expected.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static LambdaCode FromProject(string project, ProjectCodeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(project);
        return new ProjectCode(ProjectFile.Find(project, Assembly.GetCallingAssembly()), options ?? new());
    }

    /// <summary>Uses the output of <c>dotnet publish</c> for an API's project.</summary>
    /// <param name="folder">The output folder, absolute or relative to the project of the calling code.</param>
    /// <returns>The code, for <see cref="WebSocketLambdaApiProps.Code"/>.</returns>
    /// <exception cref="ArgumentException">There is no such folder. The message contains the path where it was expected.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static LambdaCode FromPublished(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new PublishedCode(ProjectFile.FindFolder(folder, Assembly.GetCallingAssembly()));
    }

    /// <summary>Uses code in the form of the CDK, without checking its content.</summary>
    /// <param name="code">The code: a folder or archive with an executable named <c>bootstrap</c>.</param>
    /// <returns>The code, for <see cref="WebSocketLambdaApiProps.Code"/>.</returns>
    public static LambdaCode FromCode(Code code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return new GivenCode(code);
    }

    /// <summary>Converts this to the CDK's <see cref="Code"/>, for a function that you define yourself.</summary>
    /// <param name="scope">A construct in the stack of the function.</param>
    /// <param name="architecture">The function's architecture.</param>
    /// <returns>The code; its executable is named <c>bootstrap</c>.</returns>
    /// <exception cref="InvalidOperationException">
    /// Publishing failed, or the binary does not run on Lambda. The message says what to do.
    /// </exception>
    public abstract Code Bind(Construct scope, Architecture architecture);

    private sealed class GivenCode(Code code) : LambdaCode
    {
        public override Code Bind(Construct scope, Architecture architecture) => code;
    }
}
