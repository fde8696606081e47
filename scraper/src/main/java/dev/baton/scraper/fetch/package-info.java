/// Gets pages by HTTP: OkHttp on one side, the loop on the other.
///
/// | type | what it is for |
/// |---|---|
/// | `FetchSettings`, `Consents`, `Credentials`, `Resolver` | what an `HttpFetcher` is given |
/// | `HttpFetcher` | gets a page: what is asked for, and when it is asked for again |
/// | `OkHttpCalls` | one request: sent and read on OkHttp's threads, awaited by a task |
/// | `KeptConnection`, `CountedSockets` | whether a request failed only because it crossed with the end of a connection |
/// | `AnswerReader`, `Framing` | what a response means, and whether it says where it ends |
/// | `ContentEncoding`, `Unpacker` | what was done to a body on its way, and how it is undone |
/// | `ContentType`, `HtmlSniffer` | whether a body is a page |
/// | `PageText`, `DeclaredCharset`, `Charsets` | the text of a page, whatever its charset |
/// | `LinkExtractor`, `Refresh`, `QueryCharset` | where a page leads |
/// | `FetchErrors` | why no answer came, in words |
package dev.baton.scraper.fetch;
