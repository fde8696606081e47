/// Gets pages by HTTP: OkHttp on one side, the loop on the other.
///
/// | type | what it is for |
/// |---|---|
/// | `HttpFetcher` | one request: sent and read on OkHttp's threads, awaited by a task |
/// | `AnswerReader` | what a response means |
/// | `LinkExtractor` | where a page leads |
/// | `FetchErrors` | why no answer came, in words |
package dev.baton.scraper.fetch;
