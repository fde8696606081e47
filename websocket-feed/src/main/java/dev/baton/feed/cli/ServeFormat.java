package dev.baton.feed.cli;

import dev.baton.feed.protocol.JsonObject;
import dev.baton.feed.serve.FeedServer.Addresses;
import java.util.List;
import java.util.Locale;

/// How `serve` says what it does.
enum ServeFormat {
  /// For people.
  PLAIN {
    @Override
    List<String> serving(Addresses a, String command, String access) {
      return List.of(
          text("feed: publishing %s in epoch %s", String.join(", ", a.channels()), a.epoch()),
          text("  watch:    %s watch ws%s%s", command, place(a), access),
          text("  page:     http%s/", place(a)),
          "  stop:     Ctrl-C");
    }

    @Override
    String stopped(long published) {
      return text("feed: stopped after %,d readings", published);
    }
  },

  /// For programs: lines of JSON, whose `type` says what they are.
  JSON {
    @Override
    List<String> serving(Addresses addresses, String command, String access) {
      return List.of(
          new JsonObject()
              .put("type", "serving")
              .put("host", addresses.host())
              .put("port", addresses.port())
              .put("tls", addresses.isSecure())
              .put("epoch", addresses.epoch())
              .toString());
    }

    @Override
    String stopped(long published) {
      return new JsonObject().put("type", "stopped").put("published", published).toString();
    }
  };

  /// The server can be reached.
  ///
  /// @param command starts this program
  /// @param access the options with which a watcher on this machine gets in; each after a space
  abstract List<String> serving(Addresses addresses, String command, String access);

  /// The server has stopped.
  abstract String stopped(long published);

  private static String place(Addresses a) {
    return text("%s://%s:%d", a.isSecure() ? "s" : "", a.urlHost(), a.port());
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
