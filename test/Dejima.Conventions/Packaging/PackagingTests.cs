using System.Buffers.Binary;
using System.Security.Cryptography;
using Dejima.Testing;

namespace Dejima.Conventions.Packaging;

/// <summary>What is shipped for systems that the tests do not run on: it is built, and is a program for that system.</summary>
public sealed class PackagingTests(BuiltPackages packages) : IClassFixture<BuiltPackages>
{
    private static readonly string[] Texts = ["CHANGELOG.md", "LICENSE", "README.ja.md", "README.md", "manual.en.md", "manual.ja.md"];

    [Fact]
    public void Windows_gets_a_program_for_x64()
    {
        Assert.Equal(Texts.Append("dejima.exe").Order(), packages.Windows.Files.Keys.Order());
        var program = packages.Windows.Files["dejima.exe"];
        var header = BinaryPrimitives.ReadInt32LittleEndian(program.AsSpan(0x3C));
        Assert.Equal("MZ"u8.ToArray(), program[..2]);
        Assert.Equal("PE\0\0"u8.ToArray(), program[header..(header + 4)]);
        Assert.Equal(0x8664, BinaryPrimitives.ReadUInt16LittleEndian(program.AsSpan(header + 4)));
        const int Console = 3;
        Assert.Equal(Console, BinaryPrimitives.ReadUInt16LittleEndian(program.AsSpan(header + 24 + 68)));
    }

    [Fact]
    public void MacOS_gets_a_program_for_arm64_that_may_be_started()
    {
        Assert.Equal(Texts.Append("dejima").Order(), packages.Mac.Files.Keys.Order());
        var program = packages.Mac.Files["dejima"];
        Assert.Equal(0xFEEDFACF, BinaryPrimitives.ReadUInt32LittleEndian(program));
        Assert.Equal(0x0100000C, BinaryPrimitives.ReadInt32LittleEndian(program.AsSpan(4)));
        const int Executable = 2;
        Assert.Equal(Executable, BinaryPrimitives.ReadInt32LittleEndian(program.AsSpan(12)));
        Assert.Equal("755", Convert.ToString((int)packages.Mac.Modes["dejima"], 8));
        Assert.All(Texts, text => Assert.Equal("644", Convert.ToString((int)packages.Mac.Modes[text], 8)));
    }

    [Fact]
    public void The_program_for_macOS_is_signed_to_its_end()
    {
        // These machines run nothing without a signature, and none whose signature does not cover what was appended.
        const int CodeSignature = 0x1D;
        var program = packages.Mac.Files["dejima"];
        var at = 32;
        for (var left = Int(16); left > 0 && Int(at) != CodeSignature; left--)
            at += Int(at + 4);
        Assert.Equal(CodeSignature, Int(at));
        Assert.Equal(0xFADE0CC0, BinaryPrimitives.ReadUInt32BigEndian(program.AsSpan(Int(at + 8))));
        Assert.Equal(program.Length, Int(at + 8) + Int(at + 12));

        int Int(int offset) => BinaryPrimitives.ReadInt32LittleEndian(program.AsSpan(offset));
    }

    [Fact]
    public async Task Every_package_has_its_sum()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(BuiltPackages.Folder, "SHA256SUMS"));
        var sums = lines.ToDictionary(line => line.Split("  ")[1], line => line.Split("  ")[0]);
        var files = Directory.GetFiles(BuiltPackages.Folder).Where(path => Path.GetFileName(path) != "SHA256SUMS").ToList();
        Assert.Equal(files.Select(Path.GetFileName).Order(), sums.Keys.Order());
        foreach (var path in files)
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path))), sums[Path.GetFileName(path)]);
    }

    [Fact]
    public void Lock_files_stay_as_they_are()
    {
        Assert.NotEmpty(packages.Locks.Before);
        Assert.Equal(packages.Locks.Before, packages.Locks.After);
    }

    [Fact]
    public async Task A_system_without_a_package_is_refused()
    {
        var ran = await Running.ToEndAsync(BuiltPackages.Script, ["win-x86"]);
        Assert.NotEqual(0, ran.ExitCode);
        Assert.Contains("no such target: win-x86", ran.Error, StringComparison.Ordinal);
    }
}
