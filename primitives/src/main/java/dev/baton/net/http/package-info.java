/// A small strict HTTP/1.1 server for pages, demonstration sites and WebSocket upgrades. Not a
/// framework: a handler gets a request and returns a response, and that is all.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.net.http.HttpServer] | serves the connections of a listener; stops gracefully |
/// | [dev.baton.net.http.HttpSettings] | every limit, with its default |
/// | [dev.baton.net.http.Handler] | answers a [dev.baton.net.http.Request] with a [dev.baton.net.http.Response] |
/// | [dev.baton.net.http.RequestBody] | what the client sent, in pieces or whole |
/// | [dev.baton.net.http.BodyWriter] | sends a body piece by piece |
/// | [dev.baton.net.http.FileHandler] | answers with files |
/// | [dev.baton.net.http.Guard] | refuses what pages of strangers send; asks for a token |
/// | [dev.baton.net.http.HttpException] | a failure that the client gets to see |
/// | [dev.baton.net.http.RetryAfter] | for clients: how long a server wants them to wait |
///
/// It follows RFC 9110 and RFC 9112. Where these leave it open whether to repair or to refuse a
/// doubtful request, it refuses: two programs that repair the same bytes differently are how
/// requests are smuggled.
///
/// Read `HeadParser`, `Connection` and `ChunkParser` to see how it works.
package dev.baton.net.http;
