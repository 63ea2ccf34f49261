namespace WsScaffold.Generator.Aws;

/// <summary>Writes the files that adapt AWS's types, those that the project has a use for.</summary>
internal static class AwsEmitter
{
    public static IEnumerable<(string Name, string Source)> Write(AwsModel model)
    {
        if (model.TakesRequest || model.ReturnsResponse)
        {
            yield return ("Proxy", Write(model, ProxyEmitter.Write));
        }

        if (model.TakesContext)
        {
            yield return ("LambdaContext", Write(model, LambdaContextEmitter.Write));
        }

        if (model is { Packages.LambdaContext: true, ApiType: not null })
        {
            yield return ("Function", Write(model, FunctionEmitter.Write));
        }

        if (model.Packages.ManagementApi)
        {
            yield return ("ManagementApi", Write(model, ManagementApiEmitter.Write));
        }
    }

    private static string Write(AwsModel model, Action<SourceWriter, AwsModel> write)
    {
        var writer = GeneratedFile.Begin(NullableContext.Enabled, model.Namespace);
        write(writer, model);
        return writer.ToString();
    }
}
