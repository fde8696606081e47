package dev.baton.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// The file descriptors of this process.
final class Descriptors {
  private Descriptors() {}

  private static UnixOperatingSystemMXBean system() {
    return (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }

  static long open() {
    return system().getOpenFileDescriptorCount();
  }

  static long most() {
    return system().getMaxFileDescriptorCount();
  }
}
