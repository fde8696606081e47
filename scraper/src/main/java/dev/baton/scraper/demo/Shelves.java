package dev.baton.scraper.demo;

import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.demo.Catalogue.Book;
import dev.baton.scraper.demo.Catalogue.Shelf;
import java.util.List;

/// The pages of books: a shelf has several pages, whose links stand on a `base`, and the first of
/// them has two URLs and says which it prefers.
final class Shelves {
  private static final int BOOKS_A_PAGE = 5;

  private Shelves() {}

  static void addTo(Site site, String what) {
    for (Shelf shelf : Catalogue.shelves()) {
      String path = path(shelf);
      site.at(path, request -> Response.html(page(shelf, pageNumber(request))));
      site.expect(what, path, UrlState.FETCHED, 200);
      for (int number = 1; number <= pages(shelf); number++) {
        site.expect(what, path + "?page=" + number, UrlState.FETCHED, 200);
      }
      shelf.books().forEach(book -> site.page(what, path(book), () -> page(shelf, book)));
    }
  }

  /// What the shop's home shows of them.
  static List<String> cards() {
    return Catalogue.shelves().stream()
        .map(
            shelf ->
                Layout.link("category/" + shelf.slug(), shelf.name())
                    + "<br><span class=\"small\">"
                    + shelf.books().size()
                    + " books</span>")
        .toList();
  }

  private static String path(Shelf shelf) {
    return "/shop/category/" + shelf.slug();
  }

  private static String path(Book book) {
    return "/shop/book/" + book.number();
  }

  private static int pages(Shelf shelf) {
    return (shelf.books().size() + BOOKS_A_PAGE - 1) / BOOKS_A_PAGE;
  }

  private static int pageNumber(Request request) {
    String number = request.query("page");
    return number != null && number.matches("[1-9]") ? Integer.parseInt(number) : 1;
  }

  // --- a page of a shelf

  private static String page(Shelf shelf, int number) {
    List<String> cards =
        shelf.books().stream()
            .skip((number - 1L) * BOOKS_A_PAGE)
            .limit(BOOKS_A_PAGE)
            .map(Shelves::card)
            .toList();
    return Layout.page(
        shelf.name() + (number == 1 ? "" : ", page " + number),
        head(shelf, number),
        Layout.list("cards", cards) + "<p>" + pageLinks(shelf) + "</p>");
  }

  /// The page's own place is below `category/`, where no book would be found.
  private static String head(Shelf shelf, int number) {
    String base = "<base href=\"/shop/\">\n";
    return number == 1
        ? base + "<link rel=\"canonical\" href=\"category/" + shelf.slug() + "\">\n"
        : base;
  }

  private static String card(Book book) {
    return Layout.link("book/" + book.number(), book.title())
        + "<br>"
        + book.author()
        + "<br><span class=\"price\">"
        + book.price()
        + "</span>";
  }

  private static String pageLinks(Shelf shelf) {
    StringBuilder links = new StringBuilder(Layout.link("./", "The shop"));
    for (int number = 1; number <= pages(shelf); number++) {
      String target = "category/" + shelf.slug() + "?page=" + number;
      links.append(" · ").append(Layout.link(target, "page " + number));
    }
    return links.toString();
  }

  // --- a book

  private static String page(Shelf shelf, Book book) {
    return Layout.page(
        book.title(),
        "<link rel=\"canonical\" href=\"" + path(book) + "\">\n",
        """
        <p>by <span class="author">%s</span></p>
        <p class="price">%s</p>
        <p>Printed on paper, bound by hand, read by lantern light. Weighs about %d grams.</p>
        <p>%s · <a href="#top">Up</a></p>
        """
            .formatted(
                book.author(),
                book.price(),
                180 + book.number() * 7,
                Layout.link("../category/" + shelf.slug(), shelf.name())));
  }
}
