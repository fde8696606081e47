package dev.baton.feed.protocol;

/// What one value of a channel's readings means.
///
/// @param name as in [Reading#values()]
/// @param about for people, a line at most
public record ValueInfo(String name, Unit unit, String about) {}
