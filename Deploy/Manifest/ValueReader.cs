namespace Deploy.Manifest;

/// <summary>Reads what does not run: connection strings, parameters and projections of these.</summary>
internal static class ValueReader
{
    private static readonly string[] Filters = ["uri"];

    public static ValueResource Value(Fields fields, ResourceHead head)
    {
        var value = new ValueResource(head.Name, head.Type, head.At)
        {
            Expressions = head.Expressions,
            ConnectionString = fields.RequiredExpression("connectionString"),
        };
        fields.Close("A value.v0");
        return value;
    }

    public static ParameterResource Parameter(Fields fields, ResourceHead head)
    {
        fields.Require("inputs");
        var parameter = new ParameterResource(head.Name, head.Type, head.At)
        {
            Expressions = head.Expressions,
            ConnectionString = fields.Expression("connectionString"),
            Value = fields.RequiredExpression("value"),
            Inputs = InputReader.Inputs(fields),
        };
        fields.Close("A parameter.v0");
        return parameter;
    }

    public static AnnotatedStringResource AnnotatedString(Fields fields, ResourceHead head)
    {
        var value = fields.RequiredExpression("value");
        fields.OneOf("filter", Filters);
        fields.Close("An annotated.string");
        return new AnnotatedStringResource(head.Name, head.Type, head.At) { Expressions = head.Expressions, Value = value };
    }
}
