/// Writes pages as lines of JSON.
///
/// | type | what it is for |
/// |---|---|
/// | `PageWriter` | the queue between crawl and disk |
/// | `JsonLines` | the format |
/// | `OutputFile` | opens the file, or says why that cannot be done |
package dev.baton.scraper.output;
