using Dejima.Workflows.Modules;

namespace Dejima.Workflows.Tests.Modules;

public sealed class PortTypesTests
{
    [Theory]
    [InlineData(PortType.Integer, "-12")]
    [InlineData(PortType.Number, "2.16e2")]
    [InlineData(PortType.Number, "7")]
    [InlineData(PortType.Text, "降伏強度\n")]
    public void Values_of_their_type_are_taken(PortType type, string value) => Assert.Null(type.Fault(value));

    [Theory]
    [InlineData(PortType.Integer, "1.5")]
    [InlineData(PortType.Integer, "")]
    [InlineData(PortType.Integer, "9223372036854775808")]
    [InlineData(PortType.Number, "1,5")]
    [InlineData(PortType.Number, "NaN")]
    [InlineData(PortType.Number, "1e999")]
    [InlineData(PortType.Text, "\0")]
    public void Others_are_not(PortType type, string value) => Assert.NotNull(type.Fault(value));

    [Fact]
    public void Text_has_a_largest_size()
    {
        Assert.Null(PortType.Text.Fault(new string('a', PortTypes.MaxValueBytes)));
        Assert.NotNull(PortType.Text.Fault(new string('a', PortTypes.MaxValueBytes + 1)));
    }

    [Theory]
    [InlineData(PortType.Number, PortType.Integer, true)]
    [InlineData(PortType.Integer, PortType.Number, false)]
    [InlineData(PortType.File, PortType.File, true)]
    [InlineData(PortType.Number, PortType.File, false)]
    [InlineData(PortType.File, PortType.Text, false)]
    public void Ports_fit(PortType to, PortType from, bool fits) => Assert.Equal(fits, to.Takes(from));

    [Fact]
    public void Every_type_has_the_name_it_is_read_by() =>
        Assert.All(Enum.GetValues<PortType>(), type => Assert.Equal(type, PortTypes.Read(type.Name())));
}
