using static Dejima.Contracts.Languages.Language;

namespace Dejima.Contracts.Names;

/// <summary>What a person reads about a refused file name.</summary>
public static class NameFaultText
{
    /// <summary>One clause, without the name itself, such as "is empty".</summary>
    public static string Describe(this NameFault fault) => fault switch
    {
        NameFault.None => Say("is fine", "問題ありません"),
        NameFault.Empty => Say("is empty", "空です"),
        NameFault.EmptyPart => Say(
            "has an empty part (two slashes, or one at the end)", "空の部分があります（連続する / または末尾の /）"),
        NameFault.Climbs => Say(
            "has a part '.' or '..'; names stay inside the workspace", "'.' または '..' を含みます（作業領域の外は指せません）"),
        NameFault.NotRelative => Say(
            "is not a relative path (no leading slash, drive or colon)", "相対パスではありません（先頭の /、ドライブ、コロンは不可）"),
        NameFault.Backslash => Say(
            "has a backslash; separate folders with '/'", "\\ を含みます（区切りは / です）"),
        NameFault.ControlCharacter => Say(
            "has a control or invisible character", "制御文字または見えない文字を含みます"),
        NameFault.TooLong => Say(
            "is too long (at most 255 bytes in a part, 1024 in all)", "長すぎます（部分ごとに 255 バイト、全体で 1024 バイトまで）"),
        NameFault.TrailingDotOrSpace => Say(
            "has a part that ends with a dot or a space", "ピリオドまたは空白で終わる部分があります"),
        NameFault.DeviceName => Say("is the name of a Windows device", "Windows の装置名です"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
