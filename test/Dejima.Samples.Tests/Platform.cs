using System.Runtime.Versioning;

// The sample's site is a Linux machine: some tests play its solver with a shell script.
[assembly: UnsupportedOSPlatform("windows")]
