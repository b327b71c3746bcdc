namespace Quickstart;

/// <summary>The classes of Fashion-MNIST, in the order of its labels.</summary>
static class FashionClasses
{
    public static readonly string[] Names =
        ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];
}
