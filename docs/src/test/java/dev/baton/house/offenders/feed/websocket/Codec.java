package dev.baton.house.offenders.feed.websocket;

import org.java_websocket.drafts.Draft_6455;

/// May use the library.
public class Codec {
  public final Draft_6455 draft = new Draft_6455();
}
