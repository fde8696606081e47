/// Networking for tasks: connections, servers and datagrams, with methods that wait and never block
/// the loop.
///
/// [Net][dev.baton.net.Net] opens, [Stream][dev.baton.net.Stream] reads and writes. Whoever writes
/// faster than the other end reads waits; closing a stream wakes those who wait on it.
///
/// ## What you call
///
/// | type | what it is for |
/// |---|---|
/// | [Net][dev.baton.net.Net] | opens connections and listeners |
/// | [Stream][dev.baton.net.Stream] | bytes in both directions; lines, exact lengths, pieces |
/// | [Listener][dev.baton.net.Listener] | accepts connections: a task for each |
/// | [Tls][dev.baton.net.Tls] | TLS over a stream, for both ends |
/// | [Datagrams][dev.baton.net.Datagrams], [Datagram][dev.baton.net.Datagram] | UDP |
/// | [LimitExceededException][dev.baton.net.LimitExceededException] | the other end sent more than was allowed |
/// | [AddressKind][dev.baton.net.AddressKind] | where an address leads: public, private, this machine... |
/// | [Backoff][dev.baton.net.Backoff] | how long to wait before the next try |
/// | [DirectSockets][dev.baton.net.DirectSockets] | sockets for libraries, past any proxy |
///
/// ## What you implement or plug in
///
/// | type | what it is for |
/// |---|---|
/// | [Transport][dev.baton.net.Transport] | what a stream stands on: a socket, TLS, memory |
/// | [Acceptor][dev.baton.net.Acceptor] | what a listener stands on |
///
/// ## The machinery, in reading order
///
/// | type | what it does |
/// |---|---|
/// | `Readiness`, `Wakeup` | wait until a channel is ready, and until somebody says so |
/// | `SocketTransport`, `SocketAcceptor` | sockets in non-blocking mode |
/// | `ClassFiles` | loads classes before connections come |
/// | `SocketFile`, `AddressFailures` | the file of a Unix socket; failures that name an address |
/// | `InBuffer`, `OutBuffer`, `PiecePool` | bytes on their way |
/// | `HappyEyeballs`, `Connector` | connect to whichever address answers first |
/// | `TlsTransport` | TLS around another transport |
/// | `SpecialAddresses`, `AddressBlock` | the table behind `AddressKind` |
package dev.baton.net;
