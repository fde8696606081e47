/// The command line of the scraper.
///
/// | type | what it is for |
/// |---|---|
/// | `Scraper` | the main class: the commands |
/// | `Misuse`, `Exits` | says what is wrong with a command line; the exit codes |
/// | `CrawlCommand` | the command `crawl` |
/// | `ScopeOptions`, `LimitOptions`, `MannersOptions`, `RequestOptions`, `OutputOptions`, `SeeOptions` | its options, by what they are about |
/// | `UrlList`, `ByteSize` | values of options |
/// | `ResumeCommand`, `JobParameter` | the command `resume`, and the folder of a job |
/// | `ExplainCommand`, `ExportCommand`, `ReportCommand`, `StatsCommand`, `RobotsCommand` | the commands that look at something |
/// | `Looking`, `Formats` | what those have in common |
/// | `DemoCommand`, `DemoCrawlCommand` | the command `demo`, and the process that it kills |
/// | `FreeFolder` | the name of a job that was given none |
/// | `JobRunner` | runs a job for a command, and says how it has ended |
package dev.baton.scraper.cli;
