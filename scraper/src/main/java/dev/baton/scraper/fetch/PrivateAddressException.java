package dev.baton.scraper.fetch;

import java.net.UnknownHostException;

/// A host may not be asked, because its address is not public. The message is for people.
///
/// It is an [UnknownHostException] because OkHttp lets a resolver throw nothing else.
final class PrivateAddressException extends UnknownHostException {
  PrivateAddressException(String message) {
    super(message);
  }
}
