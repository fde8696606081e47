package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisksTest {
  /// Of a real machine, with a partition, a RAID, a loop device and a second disk.
  private static final String BEFORE =
      """
         7       0 loop0 9 0 9 0 9 0 9 0 0 9 9 0 0 0 0 0 0
       254       0 vda 1203581 104980 30945762 547418 6647208 1943800 290520168 2431045 0 732108 3453157 1697016 474 229583616 219553 1584838 255140
       254       1 vda1 1203581 104980 30945762 547418 6647208 1943800 290520168 2431045 0 732108 3453157 1697016 474 229583616 219553 1584838 255140
       259       0 nvme0n1 10 0 100 0 10 0 100 0 0 4294967000 0
         9       0 md0 10 0 100 0 10 0 100 0 0 0 0
       253       0 zram0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
      """;

  private static final String AFTER =
      """
         7       0 loop0 99 0 99 0 99 0 99 0 0 99 99 0 0 0 0 0 0
       254       0 vda 1203601 104980 30945962 547418 6647218 1943800 290520188 2431045 0 732608 3453157 1697016 474 229583616 219553 1584838 255140
       254       1 vda1 1203601 104980 30945962 547418 6647218 1943800 290520188 2431045 0 732608 3453157 1697016 474 229583616 219553 1584838 255140
       259       0 nvme0n1 10 0 100 0 12 0 104 0 0 1204 0
         9       0 md0 99 0 999 0 99 0 999 0 0 99 0
       253       0 zram0 9 0 9 0 9 0 9 0 0 9 0 0 0 0 0 0 0
      """;

  @Test
  void wholeDisksAreCountedOnceAndTogether(@TempDir Path root) throws IOException {
    Machine machine = new Machine(root).write("proc/diskstats", BEFORE);
    Disks disks = new Disks(machine.files(), machine::nanos);

    assertThat(disks.begin())
        .containsExactlyInAnyOrder("read", "written", "reads", "writes", "busy");
    machine.pass(2).write("proc/diskstats", AFTER);
    assertThat(disks.read())
        .containsEntry("read", 200 * 512 / 2.0)
        .containsEntry("written", 24 * 512 / 2.0)
        .containsEntry("reads", 10.0)
        .containsEntry("writes", 6.0)
        // the busier one: its milliseconds have come to the end of 32 bits
        .containsEntry("busy", 0.75);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vda",
        "sda",
        "sdaa",
        "xvdf",
        "hdb",
        "dasda",
        "nvme0n1",
        "nvme12n3",
        "mmcblk0",
        "pmem0",
        "nbd1",
        "rbd0"
      })
  void namesOfDisks(String name) {
    assertThat(Disks.parse("1 0 " + name + " 1 0 2 0 3 0 4 0 0 5 6\n")).containsOnlyKeys(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vda1",
        "sda15",
        "nvme0n1p1",
        "mmcblk0p2",
        "mmcblk0boot0",
        "nvme0c0n1",
        "dm-0",
        "md127",
        "loop0",
        "ram0",
        "zram0",
        "sr0",
        "fd0",
        "zd16",
        "bcache0"
      })
  void namesOfWhatIsNone(String name) {
    assertThat(Disks.parse("1 0 " + name + " 1 0 2 0 3 0 4 0 0 5 6\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "1 0 vda",
        "1 0 vda 1 0 2 0 3 0 4 0 0\n",
        "1 0 vda 1 0 -2 0 3 0 4 0 0 5 6\n",
        "1 0 vda 1 0 x 0 3 0 4 0 0 5 6\n",
        "1 0 vda 1 0 99999999999999999999 0 3 0 4 0 0 5 6\n",
        "1 0 ../../etc 1 0 2 0 3 0 4 0 0 5 6\n"
      })
  void whatLinuxDoesNotWriteIsNotUnderstood(String diskstats) {
    assertThat(Disks.parse(diskstats)).isEmpty();
  }

  @Test
  void theSpaceOfALocalRootIsKnown(@TempDir Path root) throws IOException {
    Machine machine = new Machine(root).write("proc/mounts", "/dev/vda / ext4 rw,relatime 0 0\n");
    Disks disks = new Disks(machine.files(), machine::nanos);

    assertThat(disks.begin()).containsExactlyInAnyOrder("free", "size");
    double size = disks.read().get("size");
    assertThat(disks.read().get("free")).isBetween(0.0, size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "server:/export / nfs4 rw 0 0\n",
        "/dev/vda / ext4 rw 0 0\nserver:/export / nfs rw 0 0\n",
        "/dev/vda /data ext4 rw 0 0\n",
        "/dev/vda /\n"
      })
  void ofAnotherOneNobodyAsks(String mounts) {
    assertThat(RootSpace.isLocal(mounts)).isFalse();
  }
}
