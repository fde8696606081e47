/// URLs: one spelling for each page, and which pages a crawl visits.
///
/// | type | what it is for |
/// |---|---|
/// | `PageUrls` | the one spelling of a page's URL, from a link or from the user |
/// | `UrlParser`, `Authority`, `HostParser`, `Ipv4Parser` | reading a URL as browsers do, in front of [okhttp3.HttpUrl] |
/// | `PercentEscapes`, `Ascii` | one spelling of escapes |
///
/// Everything here is pure: no network, no clock, no file.
package dev.baton.scraper.url;
