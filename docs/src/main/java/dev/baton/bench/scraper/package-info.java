/// `bench scraper`: our scraper beside Scrapy, crawler4j and `wget -r`, on a generated site.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.bench.scraper.ScraperBench] | what is measured, table by table |
/// | [dev.baton.bench.scraper.Part] | one table each |
/// | [dev.baton.bench.scraper.Site], [dev.baton.bench.scraper.Nginx] | the pages, and who serves them; also [dev.baton.bench.scraper.DelayedHosts] and [dev.baton.bench.scraper.LargeSite] |
/// | [dev.baton.bench.scraper.Contestant], [dev.baton.bench.scraper.Crawler] | who crawls, and how it is started |
/// | [dev.baton.bench.Cost] | what a crawl takes: time, processor time, memory |
///
/// Everyone must find every page: a crawl that does not is an error, not a figure.
package dev.baton.bench.scraper;
