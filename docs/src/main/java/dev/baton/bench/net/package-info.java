/// `bench net`: an echo and an HTTP server beside a bare selector loop and other people's servers;
/// and `bench idle`: the heap of connections that wait.
///
/// Start with [dev.baton.bench.net.NetBench]. What we measure of ours is in `BatonServer`; the
/// servers of the others are beside it. Every server is a process of its own: `Server` starts those
/// in Java.
package dev.baton.bench.net;
