package dev.baton.net;

import java.net.SocketAddress;

/// One datagram that came.
///
/// @param bytes what it holds
/// @param from who sent it
public record Datagram(byte[] bytes, SocketAddress from) {}
