using QMlp.Calibrator.Graph;

namespace QMlp.Calibrator.Tests.Graph;

/// <summary>Values read off tensors by a composition of moves, divisions and joins are those that the same operations make of arrays, bit for bit.</summary>
public class OriginTests
{
    /// <summary>Arrays of 360 elements have many shapes; joins make them longer.</summary>
    private static readonly int[][] Shapes = [[1, 360], [1, 2, 180], [1, 12, 30], [1, 6, 4, 15], [1, 3, 120], [1, 8, 45], [1, 360, 1], [3, 1, 120]];

    /// <summary>No operation: shapes did not fit.</summary>
    private const string Nothing = "nothing";

    private static readonly Dictionary<string, float[]> Tensors = new[] { "a", "b", "c" }.ToDictionary(
        name => name, name => Enumerable.Range(0, 360).Select(i => (name[0] * 1000) + (i * 0.75f)).ToArray());

    [Fact]
    public void Random_compositions_read_what_the_operations_make()
    {
        var random = new Random(3);
        var seen = new HashSet<string>();
        for (var trial = 0; trial < 1500; trial++)
        {
            var (origin, array) = Start(random);
            for (var step = random.Next(1, 8); step > 0; step--)
            {
                (origin, array, var what) = Step(random, origin, array);
                seen.Add(what);
            }

            Assert.Equal(array.Elements, Read(origin, array.Elements.Length));
        }

        seen.Remove(Nothing);
        Assert.Equal(["divide", "join", "join alike", "permute channels", "reshape", "slice", "transpose"], seen.Order());
    }

    [Fact]
    public void A_tensor_is_read_as_it_is()
    {
        var origin = Origin.Of("a", new Shape(1, 360));
        Assert.Equal(Tensors["a"], Read(origin, 360));
        Assert.Equal([new OriginTensor("a", 360)], origin.Tensors);
    }

    [Fact]
    public void Parts_of_one_tensor_that_are_joined_again_are_read_off_it_once()
    {
        var whole = Origin.Of("a", new Shape(1, 12, 30));
        var joined = Origin.Joined([whole.Selected(2, [.. Enumerable.Range(0, 10)]), whole.Selected(2, [.. Enumerable.Range(10, 20)])], 2)!;
        Assert.Single(joined.Tensors);
        Assert.Equal(Tensors["a"], Read(joined, 360));
    }

    [Fact]
    public void A_join_with_what_has_no_origin_has_none() => Assert.Null(Origin.Joined([Origin.Of("a", new Shape(1, 360)), null], 1));

    /// <summary>The samples of a batch lie along the tensor's leading axis: each sample's elements are one run only where the value's batch is that axis.</summary>
    [Fact]
    public void The_leading_axis_is_followed()
    {
        var origin = Origin.Of("a", new Shape(1, 12, 30));
        Assert.True(origin.HasLeadingBatch);
        Assert.True(origin.Transposed([0, 2, 1]).HasLeadingBatch);
        Assert.True(origin.Reshaped(new Shape(1, 360)).HasLeadingBatch);
        Assert.True(origin.Selected(2, [3]).Divided([2]).HasLeadingBatch);
        var moved = origin.Transposed([1, 0, 2]);
        Assert.False(moved.HasLeadingBatch);
        Assert.True(moved.Transposed([1, 0, 2]).HasLeadingBatch);
        Assert.False(Origin.Joined([moved, Origin.Of("b", new Shape(12, 1, 30))], 2)!.HasLeadingBatch);
    }

    private static float[] Read(Origin origin, int length)
    {
        var read = new float[length];
        origin.Read(name => Tensors[name], read);
        return read;
    }

    private static (Origin Origin, TestArray Array) Start(Random random)
    {
        var name = Tensors.Keys.ElementAt(random.Next(3));
        var shape = new Shape(Shapes[random.Next(Shapes.Length)]);
        return (Origin.Of(name, shape), new TestArray(shape, Tensors[name]));
    }

    private static (Origin Origin, TestArray Array, string What) Step(Random random, Origin origin, TestArray array)
    {
        var rank = array.Shape.Rank;
        var axis = random.Next(rank);
        switch (random.Next(7))
        {
            case 0:
                var shape = OtherShape(random, array.Shape.Length);
                return (origin.Reshaped(shape), array with { Shape = shape }, "reshape");
            case 1:
                int[] permutation = [.. Enumerable.Range(0, rank).OrderBy(_ => random.Next())];
                return (origin.Transposed(permutation), array.Transposed(permutation), "transpose");
            case 2:
                var start = random.Next(array.Shape[axis]);
                int[] range = [.. Enumerable.Range(start, random.Next(1, array.Shape[axis] - start + 1))];
                return (origin.Selected(axis, range), array.Selected(axis, range), "slice");
            case 3:
                int[] channels = [.. Enumerable.Range(0, array.Shape[^1]).OrderBy(_ => random.Next())];
                return (origin.Selected(rank - 1, channels), array.Selected(rank - 1, channels), "permute channels");
            case 4:
                float[] divisors = [.. Enumerable.Range(0, array.Shape[^1]).Select(_ => 0.1f + random.NextSingle())];
                return (origin.Divided(divisors), array.Divided(divisors), "divide");
            case 5:
                // The same operations on another tensor: what multiple token-mixing MLPs are made of.
                return (Origin.Joined([origin, origin], axis)!, TestArray.Joined([array, array], axis), "join alike");
            default:
                var (other, others) = Start(random);
                if (random.Next(2) == 0)
                {
                    (other, others, _) = Step(random, other, others);
                }

                var fits = others.Shape.Rank == rank && Enumerable.Range(0, rank).All(i => i == axis || others.Shape[i] == array.Shape[i]);
                return fits
                    ? (Origin.Joined([origin, other], axis)!, TestArray.Joined([array, others], axis), "join")
                    : (origin, array, Nothing);
        }
    }

    /// <summary>A random factorization.</summary>
    private static Shape OtherShape(Random random, int length)
    {
        var dims = new List<int>();
        while (length > 1 && dims.Count < 4)
        {
            int[] factors = [.. Enumerable.Range(1, length).Where(factor => length % factor == 0)];
            dims.Add(factors[random.Next(factors.Length)]);
            length /= dims[^1];
        }

        return new Shape([.. dims, length]);
    }

    /// <summary>An array and the operations by their definitions, element by element.</summary>
    private sealed record TestArray(Shape Shape, float[] Elements)
    {
        public TestArray Transposed(int[] permutation) => Filled(Shape.Permute(permutation), index =>
        {
            var source = new int[index.Length];
            for (var i = 0; i < index.Length; i++)
            {
                source[permutation[i]] = index[i];
            }

            return this[source];
        });

        public TestArray Selected(int axis, int[] indices) =>
            Filled(Shape.With(axis, indices.Length), index => this[[.. index.Select((value, i) => i == axis ? indices[value] : value)]]);

        public TestArray Divided(float[] divisors) => Filled(Shape, index => this[index] / divisors[index[^1]]);

        public static TestArray Joined(TestArray[] parts, int axis) => Filled(
            parts[0].Shape.With(axis, parts.Sum(part => part.Shape[axis])),
            index =>
            {
                var (part, at) = (0, index[axis]);
                while (at >= parts[part].Shape[axis])
                {
                    at -= parts[part++].Shape[axis];
                }

                return parts[part][[.. index.Select((value, i) => i == axis ? at : value)]];
            });

        private float this[int[] index] => Elements[index.Select((value, axis) => value * Shape.Inner(axis)).Sum()];

        private static TestArray Filled(Shape shape, Func<int[], float> element) => new(
            shape,
            [.. Enumerable.Range(0, shape.Length).Select(i => element([.. Enumerable.Range(0, shape.Rank).Select(axis => i / shape.Inner(axis) % shape[axis])]))]);
    }
}
