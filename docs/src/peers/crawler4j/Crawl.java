import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.CrawlController;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.crawler.WebCrawler;
import edu.uci.ics.crawler4j.fetcher.PageFetcher;
import edu.uci.ics.crawler4j.parser.HtmlParseData;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtConfig;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtServer;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What crawler4j does in `./run bench scraper`: follows all links with 16 threads and no delay,
/// and keeps the title of each page in `pages.jsonl` of a folder.
///
/// When it has the last page, it still waits some seconds before it believes that. So it prints how
/// long it took until then.
///
/// Arguments: the start page, and the folder.
final class Crawl {
  private static final int THREADS = 16;

  private final PrintWriter pages;
  private long lastPageMillis;

  private Crawl(PrintWriter pages) {
    this.pages = pages;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    try (PrintWriter pages =
        new PrintWriter(Files.newBufferedWriter(folder.resolve("pages.jsonl")))) {
      new Crawl(pages).run(args[0], folder);
    }
  }

  private void run(String start, Path folder) throws Exception {
    CrawlConfig config = new CrawlConfig();
    config.setCrawlStorageFolder(Files.createDirectory(folder.resolve("store")).toString());
    config.setPolitenessDelay(0);
    config.setThreadMonitoringDelaySeconds(1);
    config.setThreadShutdownDelaySeconds(1);
    config.setCleanupDelaySeconds(1);
    PageFetcher fetcher = new PageFetcher(config);
    RobotstxtServer robots = new RobotstxtServer(new RobotstxtConfig(), fetcher);
    CrawlController controller = new CrawlController(config, fetcher, robots);
    controller.addSeed(start);
    controller.start(Titles::new, THREADS);
    long startMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.println((lastPageMillis - startMillis) / 1e3);
  }

  private synchronized void keep(Page page) {
    String title = ((HtmlParseData) page.getParseData()).getTitle();
    pages.printf(
        "{\"url\":\"%s\",\"status\":%d,\"title\":\"%s\"}%n",
        page.getWebURL().getURL(), page.getStatusCode(), title.replace("\"", "\\\""));
    lastPageMillis = System.currentTimeMillis();
  }

  private final class Titles extends WebCrawler {
    @Override
    public void visit(Page page) {
      keep(page);
    }
  }
}
