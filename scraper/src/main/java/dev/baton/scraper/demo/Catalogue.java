package dev.baton.scraper.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The books of the shop: the same forty in each run.
final class Catalogue {
  /// A part of the shop.
  ///
  /// @param slug its name in URLs
  record Shelf(String slug, String name, List<Book> books) {}

  /// A book.
  ///
  /// @param number from 1 on, through all shelves
  /// @param cents what it costs
  record Book(int number, String title, String author, int cents) {
    String price() {
      return String.format(Locale.ROOT, "€ %d.%02d", cents / 100, cents % 100);
    }
  }

  private static final List<String> AUTHORS =
      List.of(
          "Ada Brandt", "Tomás Vega", "Mina Okafor", "Jules Perrin", "Lin Zhao", "Eva Sørensen");

  /// Would run as a formula in a spreadsheet, and paint a terminal red.
  static final String HOSTILE_TITLE = "=SUM(1,1) \u001b[31mRed Letters";

  private static final String STORIES =
      """
      The Lighthouse Index
      A Winter of Clocks
      Salt and Semaphores
      The Cartographer's Daughter
      Nine Bridges
      Letters to a Tortoise
      The Quiet Orchestra
      Paper Moons
      %s
      An Island of Doors\
      """
          .formatted(HOSTILE_TITLE);

  private static final String SCIENCE =
      """
      Tides, Explained
      How Ants Vote
      The Weight of Light
      Counting Without Numbers
      A Field Guide to Clouds
      What Crystals Remember
      Slow Stars
      The Geometry of Leaves
      Why Ice Floats
      Noise & Signal\
      """; // with an ampersand

  private static final String CHILDREN =
      """
      The Hedgehog Who Kept Bees
      Rain Comes to Tea
      Seven Small Dragons
      The Upside-Down Zoo
      Pim and the Night Train
      A Hat for the Moon
      Nobody's Elephant
      The Snail Express
      Where Socks Go
      Good Night, Lighthouse\
      """;

  private static final String COOKING =
      """
      Bread in Ten Steps
      The Patient Soup
      Crème and Crumbs
      Pickles for Beginners
      One Pan, One Hour
      The Dumpling Atlas
      Tea Without Fear
      A Year of Tomatoes
      Rice <3
      Leftovers, Reconsidered\
      """;

  private static final List<Shelf> SHELVES = new ArrayList<>();

  static {
    add("stories", "Stories", STORIES);
    add("science", "Science", SCIENCE);
    add("children", "For children", CHILDREN);
    add("cooking", "Cooking", COOKING);
  }

  private Catalogue() {}

  private static void add(String slug, String name, String titles) {
    int before = SHELVES.stream().mapToInt(shelf -> shelf.books().size()).sum();
    List<Book> books = new ArrayList<>();
    titles.lines().forEach(title -> books.add(book(before + books.size() + 1, title)));
    SHELVES.add(new Shelf(slug, name, List.copyOf(books)));
  }

  private static Book book(int number, String title) {
    return new Book(number, title, AUTHORS.get(number % AUTHORS.size()), 699 + number * 37 % 1_900);
  }

  static List<Shelf> shelves() {
    return List.copyOf(SHELVES);
  }
}
