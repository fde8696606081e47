package dev.baton.feed.cli;

import dev.baton.program.Exit;
import java.util.Map;

/// How the commands end.
final class Exits {
  static final Exit SERVED = Exit.OK.meaning("whoever read the output has gone");
  static final Exit WATCHED =
      Exit.OK.meaning("the readings asked for with --count came, or whoever read them has gone");
  static final Exit LOSS = Exit.DONE_BUT.meaning("the readings asked for came, with holes");
  static final Exit LISTED = Exit.OK.meaning("the channels are listed");
  static final Exit RECORDED =
      Exit.OK.meaning("what came in the time given with --for is recorded");
  static final Exit RECORDED_LOSS = Exit.DONE_BUT.meaning("the same, with holes");
  static final Exit VERIFIED = Exit.OK.meaning("all that is checked holds; holes are declared");
  static final Exit NOT_VERIFIED = Exit.DONE_BUT.meaning("something that is checked does not hold");
  static final Exit REPLAYED =
      Exit.OK.meaning("the recording was shown, or whoever read it has gone");
  static final Exit REPLAYED_LOSS = Exit.DONE_BUT.meaning("the recording has holes, or damage");
  static final Exit SHOWN =
      Exit.OK.meaning("nothing was lost, and the recording is whole; or whoever read it has gone");
  static final Exit NOT_HELD =
      Exit.DONE_BUT.meaning("something was lost, or the recording is damaged");
  static final Exit CANNOT_SHOW = Exit.own(3, "the server cannot be started, or has failed");
  static final Exit CANNOT_SERVE = Exit.own(3, "the port is in use, or cannot be had");
  static final Exit NO_NETWORK = Exit.own(3, "the server cannot be reached");
  static final Exit REFUSED = Exit.own(4, "the server refuses, or is no feed");
  static final Exit CANNOT_WRITE =
      Exit.own(5, "the output, the state or the recording cannot be written");
  static final Exit ALERT = Exit.own(6, "an alert holds");
  static final Exit STOPPED = Exit.INTERRUPTED.meaning("stopped by Ctrl-C; the watchers were told");

  private Exits() {}

  static Map<String, String> ofServe() {
    return Exit.table(SERVED, CANNOT_SERVE, CANNOT_WRITE, STOPPED);
  }

  static Map<String, String> ofChannels() {
    return Exit.table(LISTED, NO_NETWORK, REFUSED, CANNOT_WRITE);
  }

  static Map<String, String> ofWatch() {
    return Exit.table(WATCHED, LOSS, NO_NETWORK, REFUSED, CANNOT_WRITE, ALERT);
  }

  static Map<String, String> ofRecord() {
    return Exit.table(RECORDED, RECORDED_LOSS, NO_NETWORK, REFUSED, CANNOT_WRITE);
  }

  static Map<String, String> ofVerify() {
    return Exit.table(VERIFIED, NOT_VERIFIED, NO_NETWORK, REFUSED, CANNOT_WRITE);
  }

  static Map<String, String> ofReplay() {
    return Exit.table(REPLAYED, REPLAYED_LOSS, CANNOT_WRITE);
  }

  static Map<String, String> ofDemo() {
    return Exit.table(SHOWN, NOT_HELD, CANNOT_SHOW, CANNOT_WRITE);
  }
}
