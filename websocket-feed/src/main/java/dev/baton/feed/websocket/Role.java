package dev.baton.feed.websocket;

/// Which end of a connection this is: a client masks what it sends, a server closes first.
public enum Role {
  SERVER,
  CLIENT
}
