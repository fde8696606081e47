package dev.baton.scraper.url;

import java.util.Optional;

/// Calendars that go on for ever: each month leads to the next.
///
/// So does many an archive, but to its end. What tells the two apart: a calendar calls itself one;
/// or its dates are in the query; or they are found one after the other, each further away from the
/// start, while those of an archive stand in a list.
final class CalendarRule implements TrapRule {
  private static final String NAME = "endless calendar";
  private static final int CALENDAR_DATES = 60;
  private static final int DATES = 300;

  /// How many links after the first date of an archive its others are part of its list.
  private static final int LINKS_OF_LIST = 5;

  private static final int MAX_PLACES = 10_000;
  private static final Seen NONE = new Seen(0, Integer.MAX_VALUE);

  private final RecentMap<Seen> places = new RecentMap<>(MAX_PLACES);

  /// @param dates how many in one place
  /// @param firstDepth how many links the first was away from the start
  private record Seen(int dates, int firstDepth) {
    boolean isListed(int depth) {
      return depth <= (long) firstDepth + LINKS_OF_LIST;
    }
  }

  /// Where a date stands in a URL.
  private record Place(String text, int limit, boolean onlyOutOfList) {}

  @Override
  public Optional<Trap> check(KnownUrl url) {
    Place place = place(url);
    if (place == null) {
      return Optional.empty();
    }
    Seen seen = places.getOrDefault(key(url, place), NONE);
    return seen.dates() < place.limit() || isListed(url, place, seen)
        ? Optional.empty()
        : Optional.of(
            new Trap(NAME, "more than %d dates of %s".formatted(place.limit(), place.text())));
  }

  @Override
  public void add(KnownUrl url) {
    Place place = place(url);
    if (place == null) {
      return;
    }
    long key = key(url, place);
    Seen seen = places.getOrDefault(key, NONE);
    int more = isListed(url, place, seen) ? 0 : 1;
    places.put(key, new Seen(seen.dates() + more, Math.min(seen.firstDepth(), url.depth())));
  }

  private static boolean isListed(KnownUrl url, Place place, Seen seen) {
    return place.onlyOutOfList() && seen.isListed(url.depth());
  }

  /// @return null if there is no date
  private static Place place(KnownUrl url) {
    String path = Dates.withoutDates(url.path());
    boolean inPath = !path.equals(url.path());
    boolean inQuery = url.parameters().stream().anyMatch(Dates::isDate);
    if ((inPath || inQuery) && Dates.isCalendar(url.path())) {
      return new Place(path, CALENDAR_DATES, false);
    }
    if (inQuery) {
      return new Place(path + "?" + Dates.withoutDates(url.parameters()), DATES, false);
    }
    return inPath && Dates.end(url.path()) ? new Place(path, DATES, true) : null;
  }

  private static long key(KnownUrl url, Place place) {
    return Hash.of(url.host(), place.text());
  }
}
