using System.Runtime.CompilerServices;
using System.Reflection;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WsScaffold.Cdk.Bundling;

namespace WsScaffold.Cdk;

/// <summary>Where the binary of an API's functions comes from.</summary>
public abstract class LambdaCode
{
    private protected LambdaCode()
    {
    }

    /// <summary>
    /// Publishes the API's project with NativeAOT when the stack is synthesised: with the machine's own SDK where that can
    /// link for the function's architecture, in Docker elsewhere. A folder that was published before is taken instead when
    /// the context <c>wsscaffold:prebuilt</c> or the environment variable <c>WSSCAFFOLD_PREBUILT</c> names one: the folder
    /// itself, or the one in it that is named like the project.
    /// </summary>
    /// <param name="project">The project's folder or file, relative to the project that calls this.</param>
    /// <param name="options">How to publish; the defaults when left out.</param>
    /// <returns>The code, for <see cref="WebSocketLambdaApiProps.Code"/>.</returns>
    /// <exception cref="ArgumentException">There is no such project; the text names where it was looked for.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static LambdaCode FromProject(string project, ProjectCodeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(project);
        return new ProjectCode(ProjectFile.Find(project, Assembly.GetCallingAssembly()), options ?? new());
    }

    /// <summary>Takes what <c>dotnet publish</c> of an API's project wrote.</summary>
    /// <param name="folder">The folder, absolute or relative to the project that calls this.</param>
    /// <returns>The code, for <see cref="WebSocketLambdaApiProps.Code"/>.</returns>
    /// <exception cref="ArgumentException">There is no such folder; the text names where it was looked for.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static LambdaCode FromPublished(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new PublishedCode(ProjectFile.FindFolder(folder, Assembly.GetCallingAssembly()));
    }

    /// <summary>Takes code as the CDK knows it; what is in it is not checked.</summary>
    /// <param name="code">The code: a folder or archive with an executable named <c>bootstrap</c>.</param>
    /// <returns>The code, for <see cref="WebSocketLambdaApiProps.Code"/>.</returns>
    public static LambdaCode FromCode(Code code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return new GivenCode(code);
    }

    /// <summary>Makes the CDK's code of it, for a function of your own.</summary>
    /// <param name="scope">A construct of the stack that the function is in.</param>
    /// <param name="architecture">The function's architecture.</param>
    /// <returns>The code, whose executable is named <c>bootstrap</c>.</returns>
    /// <exception cref="InvalidOperationException">It could not be published, or does not run on Lambda; the text says what to do.</exception>
    public abstract Code Bind(Construct scope, Architecture architecture);

    private sealed class GivenCode(Code code) : LambdaCode
    {
        public override Code Bind(Construct scope, Architecture architecture) => code;
    }
}
