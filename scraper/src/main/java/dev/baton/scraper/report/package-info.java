/// `report.html`: what a crawl came to, for people to look at.
///
/// | type | what it is for |
/// |---|---|
/// | `Report` | reads a job and writes its page. Start here |
/// | `CrawlFigures` | everything that the page shows, as plain data |
/// | `FiguresBuilder` | makes the figures of the URLs of a job, in bounded memory |
/// | `RequestLog`, `WholeLines`, `Moments`, `HostRequests`, `RequestTotals`, `HostPoliteness` | how politely each host was asked, from `requests.jsonl` |
/// | `LatencyCounts`, `Latency` | how long answers took |
/// | `SiteCounts`, `SiteFolder`, `SiteView`, `SiteNode` | the site as a tree of paths |
/// | `Reasons`, `Slowest`, `Fate` | what else is counted |
/// | `ReportPage`, `Part` | the page, and what a part of it is |
/// | `Overview`, `Notices`, `States`, `Statuses`, `LatencyPicture`, `SlowestPages`, `Failures`, `LeftOut`, `Remarks`, `HostTable`, `SiteTree`, `GoOn` | its parts, one each |
/// | `Bars`, `ReasonList`, `Links`, `OptionNames`, `Words`, `Style` | what parts have in common |
///
/// The page has no script and loads nothing. Whatever it shows of the web is escaped by
/// [dev.baton.html.Markup] and bounded by `Links`.
package dev.baton.scraper.report;
