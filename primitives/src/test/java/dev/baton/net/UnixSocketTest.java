package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file of a Unix socket: whose it is, and who removes it.
class UnixSocketTest {
  @TempDir private Path folder;
  private Path file;
  private UnixDomainSocketAddress address;

  @BeforeEach
  void choosePath() {
    file = folder.resolve("s.sock");
    address = UnixDomainSocketAddress.of(file);
  }

  /// A restart without a gap: the new server takes the path over before the old one ends.
  @Test
  void aListenerThatIsClosedLeavesTheFileOfItsSuccessorAlone() throws Exception {
    RealLoop.run(
        () -> {
          Listener old = Net.listen(address);
          Files.delete(file);
          try (Listener young = Net.listen(address)) {
            old.close();
            try (Stream client = Net.connect(address);
                Stream server = young.accept()) {
              client.write("x");
              assertThat(server.read(1)).hasSize(1);
            }
          }
          assertThat(file).doesNotExist();
        });
  }

  @Test
  void aListenerWhoseFileIsGoneIsClosedAllTheSame() throws Exception {
    RealLoop.run(
        () -> {
          Listener listener = Net.listen(address);
          Files.delete(file);
          listener.close();
          Files.writeString(file, "no socket");
          listener.close();
        });
    assertThat(file).hasContent("no socket");
  }

  /// As a server leaves it that was killed.
  @Test
  void theFileOfAServerThatHasEndedIsReplaced() throws Exception {
    ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address).close();
    assertThat(file).exists();
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(address);
              Stream client = Net.connect(address);
              Stream server = listener.accept()) {
            server.write("x");
            assertThat(client.read(1)).hasSize(1);
          }
        });
    assertThat(file).doesNotExist();
  }

  @Test
  void theFileOfAServerThatRunsIsNot() throws Exception {
    try (ServerSocketChannel other =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
      RealLoop.run(() -> assertTaken());
      assertThat(other.isOpen()).isTrue();
    }
    assertThat(file).exists();
  }

  @Test
  void aFileThatIsNoSocketIsNotReplaced() throws Exception {
    Files.writeString(file, "mine");
    RealLoop.run(this::assertTaken);
    assertThat(file).hasContent("mine");

    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("nothing"));
    RealLoop.run(this::assertTaken);
    assertThat(file).isSymbolicLink();
  }

  private void assertTaken() {
    assertThatThrownBy(() -> Net.listen(address))
        .isInstanceOf(BindException.class)
        .hasMessageStartingWith("cannot listen on " + file + ": ");
  }
}
