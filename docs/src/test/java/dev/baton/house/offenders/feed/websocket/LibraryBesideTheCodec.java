package dev.baton.house.offenders.feed.websocket;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import org.java_websocket.framing.TextFrame;

@Breaks(Rule.JAVA_WEBSOCKET_ONLY_IN_ITS_CODEC)
public class LibraryBesideTheCodec {
  public final TextFrame frame = new TextFrame();
}
