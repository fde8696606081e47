package dev.baton.house.offenders.feed.watch;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

@Breaks({Rule.CLI_ALONE_USES_THE_STANDARD_STREAMS})
public final class OpensTheDescriptor {
  static FileOutputStream open() {
    return new FileOutputStream(FileDescriptor.out);
  }
}
