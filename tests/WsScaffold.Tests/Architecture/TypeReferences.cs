using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace WsScaffold.Tests.Architecture;

/// <summary>The types of its own assembly that a type uses: in signatures, base types, constraints and method bodies.</summary>
/// <remarks>Constants are not seen, because the compiler copies their values.</remarks>
internal sealed class TypeReferences(MetadataReader metadata, Func<MethodDefinition, MethodBodyBlock> bodyOf)
    : ISignatureTypeProvider<bool, bool>
{
    private static readonly Dictionary<int, OperandType> _operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => (int)(ushort)code.Value, static code => code.OperandType);

    private readonly HashSet<TypeDefinitionHandle> _found = [];

    /// <summary>Finds the types that a type uses, not those that its nested types use.</summary>
    public IReadOnlyCollection<TypeDefinitionHandle> Of(TypeDefinition type)
    {
        _found.Clear();
        Add(type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            Add(metadata.GetInterfaceImplementation(implementation).Interface);
        }

        AddConstraints(type.GetGenericParameters());
        foreach (var field in type.GetFields())
        {
            metadata.GetFieldDefinition(field).DecodeSignature(this, false);
        }

        foreach (var method in type.GetMethods())
        {
            AddMethod(metadata.GetMethodDefinition(method));
        }

        return _found;
    }

    private void AddConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(parameter => metadata.GetGenericParameter(parameter).GetConstraints()))
        {
            Add(metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void AddMethod(MethodDefinition method)
    {
        method.DecodeSignature(this, false);
        AddConstraints(method.GetGenericParameters());
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = bodyOf(method);
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, false);
        }

        foreach (var region in body.ExceptionRegions)
        {
            Add(region.CatchType);
        }

        AddInstructions(body.GetILReader());
    }

    private void AddInstructions(BlobReader code)
    {
        while (code.RemainingBytes > 0)
        {
            var value = (int)code.ReadByte();
            switch (_operands[value == 0xfe ? 0xfe00 | code.ReadByte() : value])
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineSig or OperandType.InlineString
                    or OperandType.ShortInlineR:
                    code.Offset += 4;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset++;
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
            }
        }
    }

    private void Add(EntityHandle entity)
    {
        if (entity.IsNil)
        {
            return;
        }

        switch (entity.Kind)
        {
            case HandleKind.TypeDefinition:
                _found.Add((TypeDefinitionHandle)entity);
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)entity).DecodeSignature(this, false);
                break;
            case HandleKind.MethodDefinition:
                _found.Add(metadata.GetMethodDefinition((MethodDefinitionHandle)entity).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                _found.Add(metadata.GetFieldDefinition((FieldDefinitionHandle)entity).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(metadata.GetMemberReference((MemberReferenceHandle)entity).Parent);
                break;
            case HandleKind.MethodSpecification:
                var method = metadata.GetMethodSpecification((MethodSpecificationHandle)entity);
                method.DecodeSignature(this, false);
                Add(method.Method);
                break;
        }
    }

    bool ISimpleTypeProvider<bool>.GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        _found.Add(handle);

    bool ISimpleTypeProvider<bool>.GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

    bool ISimpleTypeProvider<bool>.GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => false;

    bool ISZArrayTypeProvider<bool>.GetSZArrayType(bool elementType) => false;

    bool IConstructedTypeProvider<bool>.GetArrayType(bool elementType, ArrayShape shape) => false;

    bool IConstructedTypeProvider<bool>.GetByReferenceType(bool elementType) => false;

    bool IConstructedTypeProvider<bool>.GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => false;

    bool IConstructedTypeProvider<bool>.GetPointerType(bool elementType) => false;

    bool ISignatureTypeProvider<bool, bool>.GetFunctionPointerType(MethodSignature<bool> signature) => false;

    bool ISignatureTypeProvider<bool, bool>.GetGenericMethodParameter(bool genericContext, int index) => false;

    bool ISignatureTypeProvider<bool, bool>.GetGenericTypeParameter(bool genericContext, int index) => false;

    bool ISignatureTypeProvider<bool, bool>.GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => false;

    bool ISignatureTypeProvider<bool, bool>.GetPinnedType(bool elementType) => false;

    bool ISignatureTypeProvider<bool, bool>.GetTypeFromSpecification(
        MetadataReader reader, bool genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
}
