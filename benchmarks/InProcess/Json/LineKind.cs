namespace InProcess.Json;

public enum LineKind
{
    Text,
    Image,
}
