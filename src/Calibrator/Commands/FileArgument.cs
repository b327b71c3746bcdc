using System.CommandLine;

namespace QMlp.Calibrator.Commands;

/// <summary>Arguments that name files.</summary>
static class FileArgument
{
    /// <summary>
    /// The parser takes an option that it does not know for the file where one is still to come; that is a misspelt option, and not a
    /// file that is missing.
    /// </summary>
    public static Argument<string> Create(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (text.StartsWith('-') && !File.Exists(text))
            {
                result.AddError($"There is no option '{text}'.");
            }
        });
        return argument;
    }
}
