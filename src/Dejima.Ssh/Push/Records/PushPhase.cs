namespace Dejima.Ssh.Push.Records;

/// <summary>How far this computer has come with a calculation, for the next process that goes on with it.</summary>
internal enum PushPhase
{
    /// <summary>It was never said to start: when the site knows nothing, it is prepared anew.</summary>
    Sending,

    /// <summary>It may have been said to start: when the site knows nothing, it is lost, and never started a second time.</summary>
    Starting,

    /// <summary>It has ended and its results are here; the site may forget them.</summary>
    Fetched,

    /// <summary>The site has nothing of it any more.</summary>
    Collected,
}
