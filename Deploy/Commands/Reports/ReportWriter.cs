namespace Deploy.Commands.Reports;

/// <summary>Writes a report for whom the command was asked to write.</summary>
internal static class ReportWriter
{
    public static void Write<T>(
        TextWriter output, Format format, T report, Action<TextWriter, T> tables, Action<TextWriter, T> markdown)
    {
        switch (format)
        {
            case Format.Json:
                JsonReport.Write(output, report);
                break;
            case Format.Markdown:
                markdown(output, report);
                break;
            default:
                tables(output, report);
                break;
        }
    }
}
