namespace Dejima.Client.Handout;

/// <summary>No answer of the other end could be had within the patience of the call.</summary>
/// <param name="message">For people: what failed and what to do.</param>
/// <param name="inner">What was thrown, if anything.</param>
public class UnreachableException(string message, Exception? inner) : Exception(message, inner);
