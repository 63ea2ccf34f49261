using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace WsScaffold.Tests.Architecture;

/// <summary>
/// The layers of a built assembly, which are the folders of its sources. A type's namespace says its folder, except for types
/// in the root namespace: theirs comes from the symbols.
/// </summary>
internal sealed class LayeredAssembly : IDisposable
{
    // https://github.com/dotnet/runtime/blob/main/docs/design/specs/PortablePdb-Metadata.md#type-definition-documents-c--vb-compilers
    private static readonly Guid _typeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly PEReader _assembly;
    private readonly MetadataReaderProvider _symbols;
    private readonly MetadataReader _metadata;
    private readonly string _rootNamespace;

    public LayeredAssembly(string path)
    {
        _assembly = new PEReader(File.OpenRead(path));
        _symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(path, ".pdb")));
        _metadata = _assembly.GetMetadataReader();
        _rootNamespace = Path.GetFileNameWithoutExtension(path);
    }

    /// <summary>The uses of one layer by another, with an example of each.</summary>
    public SortedDictionary<(string From, string To), string> Arrows()
    {
        var arrows = new SortedDictionary<(string From, string To), string>();
        var layers = _metadata.TypeDefinitions.Where(handle => _metadata.GetTypeDefinition(handle).GetDeclaringType().IsNil)
            .ToDictionary(static handle => handle, LayerOf);
        var references = new TypeReferences(_metadata, method => _assembly.GetMethodBody(method.RelativeVirtualAddress));
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var user = Outermost(handle);
            foreach (var used in references.Of(_metadata.GetTypeDefinition(handle)).Select(Outermost))
            {
                if (layers[user] is { } from && layers[used] is { } to && from != to)
                {
                    arrows.TryAdd((from, to), $"{NameOf(user)} uses {NameOf(used)}");
                }
            }
        }

        return arrows;
    }

    public void Dispose()
    {
        _assembly.Dispose();
        _symbols.Dispose();
    }

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle handle)
    {
        while (_metadata.GetTypeDefinition(handle).GetDeclaringType() is { IsNil: false } declaring)
        {
            handle = declaring;
        }

        return handle;
    }

    private string NameOf(TypeDefinitionHandle handle) => _metadata.GetString(_metadata.GetTypeDefinition(handle).Name);

    // Null for what the compiler adds.
    private string? LayerOf(TypeDefinitionHandle handle)
    {
        var @namespace = _metadata.GetString(_metadata.GetTypeDefinition(handle).Namespace);
        if (@namespace.StartsWith(_rootNamespace + ".", StringComparison.Ordinal))
        {
            return @namespace[(_rootNamespace.Length + 1)..].Replace('.', '/');
        }

        var project = $"/runtime/{_rootNamespace}/";
        return @namespace != _rootNamespace
            ? null
            : SourcesOf(handle)
                .Where(path => path.Contains(project, StringComparison.Ordinal))
                .Select(path =>
                    Path.GetDirectoryName(path[(path.IndexOf(project, StringComparison.Ordinal) + project.Length)..])!.Replace('\\', '/')
                )
                .First();
    }

    // Types with code have it in their methods' sequence points; of others the compiler notes the files.
    private IEnumerable<string> SourcesOf(TypeDefinitionHandle handle)
    {
        var symbols = _symbols.GetMetadataReader();
        var ofMethods = _metadata.GetTypeDefinition(handle).GetMethods()
            .Select(method => symbols.GetMethodDebugInformation(method).Document)
            .Where(static document => !document.IsNil);
        var ofType = symbols.GetCustomDebugInformation(handle).Select(symbols.GetCustomDebugInformation)
            .Where(information => symbols.GetGuid(information.Kind) == _typeDefinitionDocuments)
            .SelectMany(information => Documents(symbols.GetBlobReader(information.Value)));
        return ofMethods.Concat(ofType).Select(document => symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/'));
    }

    private static List<DocumentHandle> Documents(BlobReader blob)
    {
        var documents = new List<DocumentHandle>();
        while (blob.RemainingBytes > 0)
        {
            documents.Add(MetadataTokens.DocumentHandle(blob.ReadCompressedInteger()));
        }

        return documents;
    }
}
