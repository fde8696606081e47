/// URLs: one spelling for each page, and which pages a crawl visits.
///
/// | type | what it is for |
/// |---|---|
/// | `PageUrls` | the one spelling of a page's URL, from a link or from the user |
/// | `Scope` | which pages a crawl visits, and why not the others |
/// | `ScopeRule`, `SitesRule`, `FoldersRule`, `ListedHostsRule`, `DomainsRule`, `IncludeRule`, `ExcludeRule` | the parts of a scope |
/// | `Site`, `HostPattern`, `UrlPattern` | what the rules compare with |
/// | `Traps`, `Trap` | URLs of which there are endlessly many, and the thresholds |
/// | `TrapRule`, `RepetitionRule`, `LoopRule`, `DepthRule`, `SessionIdRule`, `CalendarRule`, `QueryExplosionRule` | one kind of trap each |
/// | `KnownUrl`, `Dates` | what the rules look at |
/// | `LongSet`, `RecentMap`, `Hash` | what they remember |
/// | `UrlParser`, `Authority`, `HostParser`, `Ipv4Parser` | reading a URL as browsers do, in front of [okhttp3.HttpUrl] |
/// | `PercentEscapes`, `Ascii` | one spelling of escapes |
///
/// Everything here is pure: no network, no clock, no file.
package dev.baton.scraper.url;
