package dev.baton.feed.record;

import dev.baton.feed.Hub;
import dev.baton.feed.protocol.Numbering;
import dev.baton.feed.protocol.RecordedLine.Place;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where a server that starts again goes on with its numbers.
///
/// | it had | what was sent is | so it goes on |
/// |---|---|---|
/// | ended properly | on the disk | behind that, in the same epoch |
/// | been killed, and the machine runs still | with the system, which writes it | the same |
/// | been stopped with the machine | perhaps not on the disk | above all that it had reserved |
/// | gone on when its recording had stopped | not known | in a new epoch |
/// | been in another folder, of which this is a copy | not known: it may run on there | the same |
///
/// The third also holds when the recording is damaged or shorter than it has been.
///
/// @param tops by channel: the highest number that was given or may have been
/// @param why for people: a sentence, or null if there is nothing to say
record Resumption(String epoch, Map<String, Long> tops, String why) {
  /// @param before what the server remembered
  /// @param disk where the recording is
  /// @param isDamaged whether it cannot be relied on
  /// @param boot the present run of the machine
  /// @param folder see [FolderId]
  static Resumption of(
      Optional<Numbering> before,
      Map<String, Place> disk,
      boolean isDamaged,
      String boot,
      String folder) {
    if (before.isEmpty()) {
      return anew(
          disk.isEmpty()
              ? null
              : "a new epoch begins: the file %s is missing or damaged, so that nobody knows which numbers were given"
                  .formatted(NumberingFile.NAME));
    }
    if (isCopy(before.get(), folder)) {
      return anew(
          "a new epoch begins: the folder is a copy, and a server may go on with these numbers"
              + " where it was copied from");
    }
    return switch (before.get().state()) {
      case STOPPED ->
          anew("a new epoch begins: the recording had stopped, and the server had gone on");
      case ENDED -> behind(before.get(), disk);
      case OPEN -> afterStop(before.get(), disk, isDamaged, boot);
    };
  }

  private static boolean isCopy(Numbering before, String folder) {
    String was = before.folder();
    return was != null
        && !was.equals(FolderId.UNKNOWN)
        && !folder.equals(FolderId.UNKNOWN)
        && !was.equals(folder);
  }

  private static Resumption anew(String why) {
    return new Resumption(Hub.newEpoch(), Map.of(), why);
  }

  /// It had given these numbers and no other, whatever has become of the recording.
  private static Resumption behind(Numbering before, Map<String, Place> disk) {
    Map<String, Long> tops = new TreeMap<>();
    before
        .channels()
        .forEach(
            (channel, numbers) ->
                tops.put(channel, Math.max(numbers.at(), recorded(before, disk.get(channel)))));
    return new Resumption(
        before.epoch(), tops, isWhole(before, disk) ? null : missing("has ended"));
  }

  private static Resumption afterStop(
      Numbering before, Map<String, Place> disk, boolean isDamaged, String boot) {
    boolean isSameRun = before.boot().equals(boot) && !boot.equals(BootId.UNKNOWN);
    boolean isCertain = isSameRun && !isDamaged && isWhole(before, disk);
    Map<String, Long> tops = new TreeMap<>();
    before
        .channels()
        .forEach(
            (channel, numbers) -> {
              long recorded = recorded(before, disk.get(channel));
              tops.put(channel, isCertain ? recorded : Math.max(numbers.reserved(), recorded));
            });
    if (isCertain) {
      return new Resumption(before.epoch(), tops, null);
    }
    return new Resumption(
        before.epoch(),
        tops,
        isSameRun
            ? missing("was stopped")
            : "the machine was stopped, or cannot say that it was not: the numbers go on above"
                + " those that may have been given, and the hole is declared");
  }

  private static String missing(String how) {
    return "the recording is not as it was when the server "
        + how
        + ": the numbers go on above those that may have been given, and the hole is declared";
  }

  private static boolean isWhole(Numbering before, Map<String, Place> disk) {
    return before.channels().entrySet().stream()
        .allMatch(
            channel -> recorded(before, disk.get(channel.getKey())) >= channel.getValue().at());
  }

  /// How far the channel is recorded in the epoch of the server; 0 if it is not.
  private static long recorded(Numbering before, Place place) {
    return place != null && place.epoch().equals(before.epoch()) ? place.seq() : 0;
  }
}
