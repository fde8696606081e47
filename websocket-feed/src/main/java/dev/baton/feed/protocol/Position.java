package dev.baton.feed.protocol;

/// How far a watcher has come in a channel.
///
/// @param epoch of the stream
/// @param next the lowest sequence number of it that is still wanted
public record Position(String channel, String epoch, long next) {}
