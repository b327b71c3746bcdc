using System.Globalization;
using CsCheck;
using QMlp.ModelFormat.Json;

namespace QMlp.ModelFormat.Tests;

public class DecimalNumberTests
{
    [Fact]
    public void Every_float_reads_back_as_the_same_bits() =>
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle).Where(float.IsFinite).Sample(
            value =>
            {
                var text = DecimalNumber.Format(value);
                Assert.True(DecimalNumber.TryParse(text, out var read));
                Assert.Equal(BitConverter.SingleToUInt32Bits(value), BitConverter.SingleToUInt32Bits((float)read));
            },
            iter: 50_000, threads: 1);

    [Fact]
    public void Every_double_reads_back_as_the_same_bits() =>
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble).Where(double.IsFinite).Sample(
            value =>
            {
                Assert.True(DecimalNumber.TryParse(DecimalNumber.Format(value), out var read));
                Assert.Equal(BitConverter.DoubleToUInt64Bits(value), BitConverter.DoubleToUInt64Bits(read));
            },
            iter: 20_000, threads: 1);

    [Fact]
    public void Any_decimal_is_rounded_as_the_base_library_rounds_it() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 20], Gen.Int[-345, 300], Gen.Bool).Sample(
            (digits, point, exponent, negative) =>
            {
                var text = (negative ? "-" : "") + digits.ToString(CultureInfo.InvariantCulture);
                text = (point < text.Length - 1 ? text.Insert(text.Length - point, point > 0 ? "." : "") : text) + "e" + exponent;
                var expected = double.Parse(text, CultureInfo.InvariantCulture);
                var inRange = DecimalNumber.TryParse(text, out var read);
                Assert.Equal(!double.IsInfinity(expected), inRange);
                Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), BitConverter.DoubleToUInt64Bits(read));
            },
            iter: 50_000, threads: 1);

    [Theory]
    [InlineData("9007199254740993", 9007199254740992.0)] // halfway between two doubles: to the even one
    [InlineData("9007199254740993.00000000000000000000000000000000000000000001", 9007199254740994.0)]
    [InlineData("9007199254740995", 9007199254740996.0)]
    [InlineData("2.4703282292062327e-324", 0.0)] // just below half of the smallest subnormal
    [InlineData("2.4703282292062328e-324", double.Epsilon)]
    [InlineData("7.4109846876186981e-324", double.Epsilon)] // just below one and a half
    [InlineData("7.4109846876186982e-324", 2 * double.Epsilon)]
    [InlineData("2.2250738585072011e-308", 2.2250738585072011e-308)] // largest subnormal
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("0e999999999999999999", 0.0)]
    [InlineData("1e-999999999999999999", 0.0)]
    public void Hard_decimals_are_rounded_correctly(string text, double expected)
    {
        Assert.True(DecimalNumber.TryParse(text, out var value));
        Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), BitConverter.DoubleToUInt64Bits(value));
    }

    [Theory]
    [InlineData("1.7976931348623159e308")]
    [InlineData("1e309")]
    [InlineData("-1e999999999999999999")]
    public void Beyond_the_range_there_is_no_value(string text) => Assert.False(DecimalNumber.TryParse(text, out _));

    [Theory]
    [InlineData(0f, "0")]
    [InlineData(-0f, "-0")]
    [InlineData(1f, "1")]
    [InlineData(0.1f, "0.1")]
    [InlineData(-1234.5f, "-1234.5")]
    [InlineData(16777216f, "16777216")]
    [InlineData(120f, "120")]
    [InlineData(1e9f, "1e9")]
    [InlineData(0.00001f, "0.00001")]
    [InlineData(1.5e-6f, "1.5e-6")]
    [InlineData(float.Epsilon, "1e-45")]
    [InlineData(float.MaxValue, "3.4028235e38")]
    public void Floats_are_written_as_their_shortest_decimal(float value, string text) => Assert.Equal(text, DecimalNumber.Format(value));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_is_not_written(float value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DecimalNumber.Format(value));
}
