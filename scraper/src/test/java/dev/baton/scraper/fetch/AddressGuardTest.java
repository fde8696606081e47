package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing is dialled here: every address is refused, or only looked at.
class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(Consents.none());

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/, '127.0.0.1 has the loopback address 127.0.0.1'",
    "http://127.1/, '127.1 has the loopback address 127.0.0.1'",
    "http://2130706433/, '2130706433 has the loopback address 127.0.0.1'",
    "http://0/, '0 has the unspecified address 0.0.0.0'",
    "http://127.0.0.1./, '127.0.0.1. has the loopback address 127.0.0.1'",
    "http://①②⑦.0.0.1/, '127.0.0.1 has the loopback address 127.0.0.1'",
    "http://１２７.0.0.1/, '127.0.0.1 has the loopback address 127.0.0.1'",
    "http://foo@127.0.0.1/, '127.0.0.1 has the loopback address 127.0.0.1'",
    "http://10.0.0.1:8080/, '10.0.0.1 has the private address 10.0.0.1'",
    "http://192.168.257/, '192.168.257 has the private address 192.168.1.1'",
    "http://172.31.255.255/, '172.31.255.255 has the private address 172.31.255.255'",
    "http://169.254.169.254/, '169.254.169.254 has the link-local address 169.254.169.254'",
    "http://100.100.100.200/, '100.100.100.200 has the shared address 100.100.100.200'",
    "http://224.0.0.1/, '224.0.0.1 has the multicast address 224.0.0.1'",
    "http://255.255.255.255/, '255.255.255.255 has the broadcast address 255.255.255.255'",
    "http://[::1]/, '::1 has the loopback address 0:0:0:0:0:0:0:1'",
    "http://[::]/, ':: has the unspecified address 0:0:0:0:0:0:0:0'",
    "http://[::ffff:127.0.0.1]/, '127.0.0.1 has the loopback address 127.0.0.1'",
    "http://[::ffff:7f00:1]/, '127.0.0.1 has the loopback address 127.0.0.1'",
    "http://[64:ff9b::7f00:1]/, '64:ff9b::7f00:1 has the loopback address 64:ff9b:0:0:0:0:7f00:1'",
    "http://[fc00::1]/, 'fc00::1 has the unique-local address fc00:0:0:0:0:0:0:1'",
    "http://[fe80::1]/, 'fe80::1 has the link-local address fe80:0:0:0:0:0:0:1'"
  })
  void refusesAUrlWhoseHostIsAnAddress(String url, String sentence) {
    assertThatThrownBy(() -> guard.check(HttpUrl.get(url)))
        .isInstanceOf(PrivateAddressException.class)
        .hasMessageStartingWith(sentence + "; to allow it: --allow-private ");
  }

  @ParameterizedTest
  @CsvSource({
    "http://0177.0.0.1/, 'the host 0177.0.0.1 can be read in two ways; write it as 127.0.0.1'",
    "http://0x7f000001/, 'the host 0x7f000001 can be read in two ways; write it as 127.0.0.1'",
    "http://1.2.3.0x7f/, 'the host 1.2.3.0x7f can be read in two ways; write it as 1.2.3.127'",
    "http://1.2.3.4.5/, 'the host 1.2.3.4.5 is neither a name nor an address'",
    "http://256.1/, 'the host 256.1 is neither a name nor an address'",
    "http://a.1/, 'the host a.1 is neither a name nor an address'"
  })
  void refusesAHostThatIsNoNameAndNoAddress(String url, String sentence) {
    assertThatThrownBy(() -> guard.check(HttpUrl.get(url)))
        .isInstanceOf(BadAnswerException.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://8.8.8.8/",
        "http://[2606:4700::1111]/",
        "http://example.test/",
        "http://1.example.test/",
        "http://x0x7f/",
        "http://localhost/"
      })
  void letsPublicAddressesAndNamesPass(String url) {
    assertThatCode(() -> guard.check(HttpUrl.get(url))).doesNotThrowAnyException();
  }

  @Test
  void namesTheOptionThatAllowsIt() {
    assertRefused("example.test", 80, "--allow-private example.test");
    assertRefused("example.test", 443, "--allow-private example.test");
    assertRefused("example.test", 8080, "--allow-private example.test:8080");
    assertRefused("fc00::1", 8080, "--allow-private [fc00::1]:8080");
  }

  private void assertRefused(String host, int port, String option) {
    assertThatThrownBy(() -> guard.check(host, port, address(10, 0, 0, 1)))
        .hasMessage(host + " has the private address 10.0.0.1; to allow it: " + option);
    assertThatCode(() -> consenting(option).check(host, port, address(10, 0, 0, 1)))
        .doesNotThrowAnyException();
  }

  private static AddressGuard consenting(String option) {
    return new AddressGuard(
        Consents.none().withOption(option.substring("--allow-private ".length())));
  }

  /// A socket that is made for OkHttp connects nowhere else either.
  @Test
  void refusesWhatASocketIsAboutToDial() throws Exception {
    try (Socket socket = new CountedSockets(guard).createSocket()) {
      InetSocketAddress metadata = new InetSocketAddress(address(169, 254, 169, 254), 80);

      assertThatThrownBy(() -> socket.connect(metadata, 0))
          .isInstanceOf(PrivateAddressException.class);
      assertThatThrownBy(() -> socket.connect(metadata))
          .isInstanceOf(PrivateAddressException.class);
      assertThat(socket.isConnected()).isFalse();
    }
  }

  @Test
  void aSocketKnowsWhoseAddressItDials() throws Exception {
    InetAddress named = InetAddress.getByAddress("a.test", new byte[] {10, 0, 0, 1});
    AddressGuard consenting = new AddressGuard(Consents.none().withOption("a.test:8080"));

    assertThatCode(() -> consenting.check(new InetSocketAddress(named, 8080)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> consenting.check(new InetSocketAddress(named, 8081)))
        .hasMessageStartingWith("a.test has the private address 10.0.0.1");
    assertThatThrownBy(() -> consenting.check(new InetSocketAddress(address(10, 0, 0, 1), 8080)))
        .hasMessageStartingWith("10.0.0.1 has the private address 10.0.0.1");
  }

  private static InetAddress address(int... bytes) throws UnknownHostException {
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = (byte) bytes[i];
    }
    return InetAddress.getByAddress(address);
  }
}
