namespace Deploy.Hosts.Yaml;

/// <summary>Names a place in the file as its reader would say it: <c>hosts.a.ssh</c>.</summary>
internal static class YamlPath
{
    public static string Of(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
