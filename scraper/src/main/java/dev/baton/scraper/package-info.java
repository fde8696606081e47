/// A concurrent web crawler on Baton's event loop.
///
/// | type | what it is for |
/// |---|---|
/// | `Scraper`, `Crawl` | the command line |
/// | `CrawlRun` | the tasks of one run and how they end |
/// | `Crawler` | the algorithm: workers, queue, permits, time limit |
/// | `Frontier`, `Site`, `PageUrls`, `Redirects` | what is to be visited, and what is not |
/// | `Fetcher`, `HttpFetcher`, `AnswerReader` | one request: OkHttp on one side, the loop on the other |
/// | `Page`, `Answer` | what came of a visit |
/// | `PageWriter`, `JsonLines` | the output |
/// | `Tally`, `Progress`, `Console` | what a human sees |
///
/// Read `Crawler` first, then `HttpFetcher`, `Frontier`, `PageWriter` and `CrawlRun`.
package dev.baton.scraper;
