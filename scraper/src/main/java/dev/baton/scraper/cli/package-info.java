/// The command line, and what a person sees of a crawl.
///
/// | type | what it is for |
/// |---|---|
/// | `Scraper` | the main class: the commands |
/// | `Misuse` | says what is wrong with a command line |
/// | `CrawlCommand`, `Exits` | the command `crawl`: its options, its exit codes |
/// | `CrawlRun` | the tasks of one run and how they end |
/// | `Progress`, `Summary` | how far it is, and how it went |
package dev.baton.scraper.cli;
