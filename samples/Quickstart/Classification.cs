namespace Quickstart;

/// <summary>A classifier of byte images: ten logits of one image.</summary>
delegate void Classifier(ReadOnlySpan<byte> pixels, Span<float> logits);

/// <summary>The answers of a classifier: the class with the largest logit for each image.</summary>
sealed record Classification(int[] Answers)
{
    public static Classification Of(Idx images, Classifier classifier)
    {
        var answers = new int[images.Count];
        Span<float> logits = stackalloc float[FashionClasses.Names.Length];
        for (var i = 0; i < images.Count; i++)
        {
            classifier(images[i], logits);
            answers[i] = IndexOfLargest(logits);
        }

        return new Classification(answers);
    }

    /// <summary>Fraction of right answers.</summary>
    public double Accuracy(byte[] labels) => Answers.Where((answer, i) => answer == labels[i]).Count() / (double)Answers.Length;

    /// <summary>Fraction of answers that another classifier gives too.</summary>
    public double Agreement(Classification other) => Answers.Where((answer, i) => answer == other.Answers[i]).Count() / (double)Answers.Length;

    private static int IndexOfLargest(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            best = logits[i] > logits[best] ? i : best;
        }

        return best;
    }
}
