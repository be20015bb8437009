using System.Security.Cryptography;
using Dejima.Core.Transfers;

namespace Dejima.Core.Tests.Transfers;

public class HashedCopyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(HashedCopy.BlockSize)]
    [InlineData(HashedCopy.BlockSize * 3 + 7)]
    public async Task Copies_and_hashes_everything(int size)
    {
        var bytes = RandomNumberGenerator.GetBytes(size);
        using var target = new MemoryStream();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var told = 0L;
        var copied = await HashedCopy.RunAsync(
            new MemoryStream(bytes), target, hash, block => told += block, TestContext.Current.CancellationToken);
        Assert.Equal((size, size), (copied, told));
        Assert.Equal(bytes, target.ToArray());
        Assert.Equal(SHA256.HashData(bytes), hash.GetHashAndReset());
    }

    [Fact]
    public async Task A_failing_target_fails_the_copy()
    {
        using var closed = new MemoryStream(new byte[4], writable: false);
        await Assert.ThrowsAsync<NotSupportedException>(() => HashedCopy.RunAsync(
            new MemoryStream(new byte[HashedCopy.BlockSize * 2]), closed, null, null, TestContext.Current.CancellationToken));
    }
}
