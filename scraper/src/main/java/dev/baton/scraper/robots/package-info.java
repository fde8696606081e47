/// What a site asks of crawlers, and what it offers them. Pure: no network, no loop.
///
/// | type | what it is for |
/// |---|---|
/// | `Robots` | what an origin's robots.txt says to this crawler: which pages, how fast, what for |
/// | `Verdict` | whether a URL may be asked for, and which line decides |
/// | `RobotsAnswer` | what the status of robots.txt means |
/// | `RobotsText`, `RobotsLine`, `RobotsParser` | the file, its lines, and those that apply to this crawler |
/// | `PathRule`, `PathPattern`, `TextSearch`, `UrlPath` | a line's pattern, and the part of a URL that it is compared with |
/// | `UsageRules` | Content-Signal and Content-Usage: what a page may be used for |
/// | `CrawlDelay` | how long to wait between two requests |
/// | `Sitemaps`, `Sitemap` | which pages a site lists itself |
/// | `SitemapXml`, `SitemapText`, `SitemapReader`, `Markup`, `SitemapUrls` | reading the file, and what is found in it |
/// | `Directives` | what a page asks of crawlers: noindex, nofollow |
/// | `DirectivesParser`, `LenientDate` | reading them |
package dev.baton.scraper.robots;
