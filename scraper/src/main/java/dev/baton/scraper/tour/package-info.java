/// The demo: a crawl of the [world][dev.baton.scraper.demo], and what became of everything in it.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.scraper.tour.Tour] | crawls the world and looks at it. Start here |
/// | `Sight`, `PagesFile`, `WrittenPage` | what there is to see afterwards |
/// | `Findings`, `PoliteFindings`, `Pauses` | compare it with what should be |
/// | [dev.baton.scraper.tour.CrashTour] | crawls two worlds, one of them by a process that it kills |
/// | `CrawlProcess`, `KilledCrawl`, `CrashFindings` | the process, its kills, and what they have changed |
/// | [dev.baton.scraper.tour.Finding], [dev.baton.scraper.tour.Should], `FindingsTable`, `FindingEvent` | what was found |
package dev.baton.scraper.tour;
