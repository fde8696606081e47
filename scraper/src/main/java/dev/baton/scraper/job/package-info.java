/// A crawl as a job in a folder, from its settings to its summary.
///
/// | type | what it is for |
/// |---|---|
/// | `CrawlJob` | runs a job. Start here |
/// | `JobSettings`, `JobSelection` | what is crawled |
/// | `LineFiles` | the file of pages |
/// | `CrawlPanel`, `Outcome`, `Summary` | how far it is, and how it went |
package dev.baton.scraper.job;
