/// A concurrent web crawler on Baton's event loop: the algorithm, and what it asks of the outside.
///
/// | type | what it is for |
/// |---|---|
/// | `Crawler` | the algorithm: workers, queue, permits, time limit. Start here |
/// | `Frontier`, `Site`, `Redirects` | what is to be visited, and what is not |
/// | `Page`, `Answer` | what came of a visit |
/// | `StartPage`, `Tally` | what came of all of them |
/// | `Fetcher`, `PageSink` | the ports: where pages come from, and where they go |
///
/// `dev.baton.scraper.fetch` asks with OkHttp, `dev.baton.scraper.output` writes lines of JSON,
/// `dev.baton.scraper.cli` is the command line. This package knows none of them, and no network: it
/// runs in virtual time against a fake site.
///
/// A URL here is an [okhttp3.HttpUrl], although OkHttp is an adapter's library. It is a value that
/// parses, resolves and compares as browsers do, which [java.net.URI] does not, and which would be
/// a large thing to write again. It opens no connection; of OkHttp's client this package knows
/// nothing.
package dev.baton.scraper;
