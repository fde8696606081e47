package dev.baton.scraper.robots;

import dev.baton.scraper.url.PageUrls;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A sitemap that is XML, whatever its namespaces: `urlset`, `sitemapindex`, RSS or Atom.
///
/// | in | means |
/// |---|---|
/// | `url/loc`, `item/link`, `entry/link[@href]` | a page |
/// | `sitemap/loc` | a sitemap |
///
/// There are no DTDs and no entities but XML's own. So the limits that the JDK sets for entities
/// only harm: they count each `&amp;`, of which a large sitemap has many.
final class SitemapXml {
  private static final int DEEPEST = 32;
  private static final Set<String> ROOTS = Set.of("urlset", "sitemapindex", "rss", "feed", "RDF");

  private final SitemapUrls urls;

  /// The names of the elements that are open, the innermost first.
  private final Deque<String> open = new ArrayDeque<>();

  /// What the innermost element contains, as far as it can be a URL.
  private final StringBuilder text = new StringBuilder();

  SitemapXml(SitemapUrls urls) {
    this.urls = urls;
  }

  /// One for each file: it is not said to be safe for threads, and keeps what the last one needed.
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    return factory;
  }

  void read(SitemapReader reader) {
    try {
      readElements(reader);
    } catch (XMLStreamException broken) {
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNumber();
      urls.problem(
          reader.hasStopped()
              ? "a part of it (a tag, comment or the like) is too long; what follows was not read"
              : "its XML is broken in line " + line + "; what follows was not read");
    }
  }

  private void readElements(SitemapReader reader) throws XMLStreamException {
    XMLStreamReader xml = factory().createXMLStreamReader(reader);
    while (xml.hasNext() && !urls.isCut() && isSitemap()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(xml);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> add(xml);
        case XMLStreamConstants.END_ELEMENT -> end();
        default -> {}
      }
    }
  }

  private boolean isSitemap() {
    if (open.size() > DEEPEST) {
      urls.problem("its elements are nested deeper than " + DEEPEST + "; the rest was not read");
      return false;
    }
    if (!open.isEmpty() && !ROOTS.contains(open.getLast())) {
      urls.problem("it is no sitemap: its XML begins with <" + open.getLast() + ">");
      return false;
    }
    return true;
  }

  private void start(XMLStreamReader xml) {
    text.setLength(0);
    String name = withoutPrefix(xml.getLocalName());
    if (name.equals("link") && "entry".equals(open.peek())) {
      addAtomLink(xml);
    }
    open.push(name);
  }

  private static String withoutPrefix(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  /// Without `rel`, or with "alternate", it leads to the entry's page (RFC 4287, section 4.2.7).
  private void addAtomLink(XMLStreamReader xml) {
    String rel = xml.getAttributeValue(null, "rel");
    String href = xml.getAttributeValue(null, "href");
    if (href != null && (rel == null || rel.equals("alternate"))) {
      urls.addPage(href);
    }
  }

  /// More than that can only be too long for a URL.
  private void add(XMLStreamReader xml) {
    int room = 2 * PageUrls.MAX_LENGTH - text.length();
    int length = Math.min(room, xml.getTextLength());
    text.append(xml.getTextCharacters(), xml.getTextStart(), length);
  }

  private void end() {
    String name = open.pop();
    String in = open.peek();
    if (name.equals("loc") && "url".equals(in) || name.equals("link") && "item".equals(in)) {
      urls.addPage(text.toString());
    } else if (name.equals("loc") && "sitemap".equals(in)) {
      urls.addSitemap(text.toString());
    }
    text.setLength(0);
  }
}
