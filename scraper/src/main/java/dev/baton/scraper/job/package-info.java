/// A crawl as a job in a folder, from its settings to its summary.
///
/// | type | what it is for |
/// |---|---|
/// | `CrawlJob`, `JobFrame` | begins a job or goes on with one, and closes everything. Start here |
/// | `CrawlRun` | the tasks of one run |
/// | `JobSettings`, `Starts`, `ScopeSettings`, `RequestSettings`, `PageSettings` | what somebody wants to have crawled |
/// | `Secret` | where a password is found, in place of the password |
/// | `SettingsText` | settings as the store keeps them |
/// | `JobSelection` | which URLs belong to a job |
/// | `CrawlPanel`, `LoopLag`, `Messages`, `Events` | what people and programs see of it |
/// | `JobView`, `JobCounts`, `Explanation` | looks at a job, counts, and says why a URL is there or is not |
/// | `RobotsCheck` | asks for a robots.txt, and says what it means |
/// | `Outcome`, `Summary`, `Figures` | how it has ended |
///
/// It knows no command line.
package dev.baton.scraper.job;
