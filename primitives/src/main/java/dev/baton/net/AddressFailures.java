package dev.baton.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;

/// Says which address it was that a socket could not be bound to, connected to or sent to: the
/// JDK's failures mostly do not, and some of them are unchecked.
final class AddressFailures {
  private AddressFailures() {}

  /// What is done with a socket and an address.
  interface Attempt<T> {
    T run() throws IOException;
  }

  /// @param cannot `cannot listen on`
  /// @throws IOException mostly of the same type as the JDK's, with a message that names the
  ///   address
  static <T> T named(String cannot, SocketAddress address, Attempt<T> attempt) throws IOException {
    try {
      return attempt.run();
    } catch (IOException
        | UnresolvedAddressException
        | UnsupportedAddressTypeException
        | UnsupportedOperationException failure) {
      throw named(cannot, address, failure);
    }
  }

  /// The same for what has failed already.
  static IOException named(String cannot, SocketAddress address, Exception failure) {
    if (failure instanceof ClosedChannelException closed) {
      return closed; // by us: that has nothing to do with the address
    }
    String message = cannot + " " + address + ": " + reason(failure);
    IOException named =
        switch (failure) {
          case UnresolvedAddressException _ -> new UnknownHostException(message);
          case BindException _ -> new BindException(message);
          case ConnectException _ -> new ConnectException(message);
          case NoRouteToHostException _ -> new NoRouteToHostException(message);
          case IOException io when !(io instanceof SocketException) -> new IOException(message);
          default -> new SocketException(message);
        };
    named.initCause(failure);
    return named;
  }

  private static String reason(Exception failure) {
    return switch (failure) {
      case UnresolvedAddressException _ ->
          "its name was not looked up; use new InetSocketAddress(host, port)";
      case UnsupportedAddressTypeException _ -> "this kind of address cannot be used here";
      case UnsupportedOperationException _ -> "this system has no such sockets";
      default -> failure.getMessage();
    };
  }
}
