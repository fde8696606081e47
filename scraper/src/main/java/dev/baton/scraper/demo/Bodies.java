package dev.baton.scraper.demo;

import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Pages in unusual wrappings, and what is no page.
final class Bodies {
  private static final String PAGE = "text/html";
  private static final String PACKED = "packed pages";

  /// With letters that stand elsewhere in UTF-8.
  static final String OLD_TITLE = "Über uns – Café, Bücher, Œuvres, 5 €";

  private static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAABgAAAAYCAMAAADXqc3KAAAACVBMVEX///8UPEYPdm7ki26kAAAAGElEQVR4"
                  + "2mNgoA9gggJGRhhrVGIgJWgNAH/2AiGaMAr4AAAAAElFTkSuQmCC");

  static final String LINKS =
      """
      <ul>
      <li><a href="about-us.html">About us</a>, in windows-1252</li>
      <li><a href="terms.html">Terms</a> in gzip, <a href="privacy.html">privacy</a> in deflate</li>
      <li><a href="app.html">Our app</a>, which is nothing without JavaScript</li>
      <li><a href="/pictures/book.png"><img src="/pictures/book.png" alt=""> A picture</a></li>
      <li><a href="secret.html">A page</a> in an encoding that nobody knows</li>
      </ul>
      """;

  private Bodies() {}

  static void addTo(Site site) {
    site.at("/shop/about-us.html", _ -> oldCharset())
        .expect("a page in windows-1252", "/shop/about-us.html", UrlState.FETCHED, 200)
        .saying(OLD_TITLE)
        .at("/shop/terms.html", _ -> packed("gzip", "Terms"))
        .expect(PACKED, "/shop/terms.html", UrlState.FETCHED, 200)
        .at("/shop/privacy.html", _ -> packed("deflate", "Privacy"))
        .expect(PACKED, "/shop/privacy.html", UrlState.FETCHED, 200)
        .page("a page that needs JavaScript", "/shop/app.html", Bodies::app)
        .saying("seems to need JavaScript")
        .at("/shop/app.js", _ -> Response.bytes(200, "text/javascript", new byte[0]))
        .at("/pictures/book.png", _ -> Response.bytes(200, "image/png", PICTURE))
        .expect("a picture", "/pictures/book.png", UrlState.TYPE, 200)
        .saying("image/png")
        .at("/shop/secret.html", _ -> unknownEncoding())
        .expect("a page in an unknown encoding", "/shop/secret.html", UrlState.ENCODING, 200)
        .saying("the encoding x-lantern");
  }

  private static Response oldCharset() {
    String page =
        Layout.page(OLD_TITLE, "<p>Since 1998 — “and still here”.</p>")
            .replace("charset=\"utf-8\"", "charset=\"windows-1252\"");
    return Response.bytes(200, PAGE, page.getBytes(Charset.forName("windows-1252")));
  }

  private static String app() {
    return """
    <!doctype html>
    <html lang="en">
    <head><title>The Paper Lantern app</title></head>
    <body><div id="root"></div><script src="app.js"></script></body>
    </html>
    """;
  }

  private static Response unknownEncoding() {
    return html(Layout.page("Secret", "<p>You cannot read this.</p>"))
        .header("Content-Encoding", "x-lantern");
  }

  private static Response html(String page) {
    return Response.bytes(200, PAGE, page.getBytes(StandardCharsets.UTF_8));
  }

  private static Response packed(String encoding, String title) {
    byte[] page =
        Layout.page(title, "<p>Read this with a lantern.</p>".repeat(20))
            .getBytes(StandardCharsets.UTF_8);
    byte[] body = encoding.equals("gzip") ? gzip(page) : pack(page, DeflaterOutputStream::new);
    return Response.bytes(200, "text/html; charset=utf-8", body)
        .header("Content-Encoding", encoding);
  }

  static byte[] gzip(byte[] bytes) {
    return pack(bytes, GZIPOutputStream::new);
  }

  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] pack(byte[] bytes, Packer packer) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.over(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory, nothing fails
    }
    return packed.toByteArray();
  }
}
