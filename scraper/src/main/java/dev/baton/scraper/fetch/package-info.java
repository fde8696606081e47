/// Gets pages by HTTP: OkHttp on one side, the loop on the other.
///
/// | type | what it is for |
/// |---|---|
/// | `FetchSettings`, `Consents`, `Credentials`, `Origin`, `Resolver` | what an `HttpFetcher` is given |
/// | `HttpFetcher` | gets a page or a file: what is asked for, and when it is asked for again |
/// | `OkHttpCalls` | one request: sent and read on OkHttp's threads, awaited by a task |
/// | `AddressGuard`, `HostLiteral`, `GuardedDns`, `CountedSockets` | whom nobody may make it ask |
/// | `KeptConnection`, `CountedSockets` | whether a request failed only because it crossed with the end of a connection, and whether it was cancelled |
/// | `AnswerReader`, `Framing` | what a response means, and whether it says where it ends |
/// | `PageReader`, `ByteReader`, `ParseTurns` | what is made of its body, and how many at once |
/// | `ContentEncoding`, `DecodedLimit`, `Unpacker`, `Unpacked` | what was done to a body on its way, how it is undone, and how much may come of it |
/// | `Gzip`, `Deflate`, `Inflation`, `Brotli`, `Zstd`, `ZstdFrames` | the encodings |
/// | `ContentType`, `HtmlSniffer`, `ScriptPage` | whether a body is a page, and one without scripts |
/// | `Xhtml` | pages in the form of XML |
/// | `PageText`, `DeclaredCharset`, `Charsets` | the text of a page, whatever its charset |
/// | `PageScan`, `LinkExtractor`, `Rel`, `Refresh`, `QueryCharset` | where a page leads, and what it asks of crawlers |
/// | `FetchErrors`, `BadAnswerException`, `PrivateAddressException` | why there is no page, in words |
package dev.baton.scraper.fetch;
