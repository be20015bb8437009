using System.Security.Cryptography;
using System.Text;
using Dejima.Contracts.Calculations;

namespace Dejima.Broker.Tests.Harness;

/// <summary>Content of files, the same on every run.</summary>
internal static class Content
{
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Random(int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Checksum(byte[] bytes) => $"sha256 {Convert.ToBase64String(SHA256.HashData(bytes))}";

    public static DeclaredFile Declare(string name, byte[] bytes) => new(name, bytes.Length, Sha256(bytes));
}
