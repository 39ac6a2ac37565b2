namespace Gateway.Answers;

/// <summary>What is done to answers, from the outside in.</summary>
internal static class AnswerDefaults
{
    public static void AddAnswers(this WebApplicationBuilder builder)
    {
        builder.AddCorsByConfiguration();
        builder.AddCompression();
        builder.AddCaching();
    }

    /// <summary>The store lies inside compression: it holds one form of an answer, which serves every client.</summary>
    public static void UseAnswers(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseCaching();
    }
}
