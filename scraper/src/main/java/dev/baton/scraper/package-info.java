/// A polite web crawler on Baton's event loop that loses no work: the algorithm, and what it asks
/// of the outside.
///
/// | type | what it is for |
/// |---|---|
/// | `Crawler` | the algorithm: a task for each host. Start here |
/// | `AnswerHandler` | what follows from an answer: links, redirects, sitemaps, the page that is written |
/// | `Frontier`, `KnownUrls`, `Fingerprint`, `Redirects` | which URLs were seen, and what is to become of them |
/// | `Hosts`, `Host`, `WindowSpace` | the queue of each host, longer than memory |
/// | `HostPace`, `GrowingLatency` | when a host may be asked: pure |
/// | `Asker`, `CrawlClock` | sends each request when its host may be asked |
/// | `RobotsFiles`, `SavedRobots` | what the robots.txt of each origin says |
/// | `Committer`, `Change`, `Ends` | makes durable what was found out, in groups |
/// | `Resumption` | goes on where another process was stopped |
/// | `StartPages`, `StartPage`, `Tally` | what came of all of it |
/// | `CrawlSettings`, `CrawlLimits`, `Manners` | what is crawled, how far, and how politely |
/// | `Fetcher`, `Selection`, `CrawlStore`, `JobFiles`, `CrawlListener`, `JobReader` | the ports: what asks, what belongs to the crawl, where it is kept and written, who hears of it, who looks at it |
/// | `Answer`, `Problem`, `Link` | what came back for a URL |
/// | `Page`, `PageRow`, `RequestRecord` | what is written |
/// | `UrlRecord`, `UrlState`, `SavedHost`, `FoundUrl`, `Wait` | what is known of a URL and of a host |
/// | `StoreException` | the store cannot be read or written |
///
/// `dev.baton.scraper.fetch` asks with OkHttp, `dev.baton.scraper.sqlite` keeps the job,
/// `dev.baton.scraper.output` writes its files, `dev.baton.scraper.job` puts them together. This
/// package knows none of them, and no network: it runs in virtual time against a fake site. It uses
/// `dev.baton.scraper.url` and `dev.baton.scraper.robots`, which are pure.
///
/// A URL here is an [okhttp3.HttpUrl], although OkHttp is an adapter's library. It is a value that
/// parses, resolves and compares as browsers do, which [java.net.URI] does not, and which would be
/// a large thing to write again. It opens no connection; of OkHttp's client this package knows
/// nothing.
package dev.baton.scraper;
