package dev.baton.scraper.output;

import dev.baton.program.CannotWriteException;
import dev.baton.scraper.StoreException;
import dev.baton.terminal.FailureText;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The folder of a job, and the names in it. None of them comes from a page.
///
/// | file | is |
/// |---|---|
/// | `job.db` | the store: every URL that was seen, and what became of it |
/// | `lock` | the process that uses the job |
/// | `pages.jsonl`, `pages.csv` | the pages, unless they go elsewhere |
/// | `requests.jsonl` | every request, and when it was allowed |
/// | `report.html` | the report |
public record JobFolder(Path path) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /// Pages may be such as only their reader may see.
  private static final FileAttribute<?>[] OWNER_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private static final Set<PosixFilePermission> OWNER_READS =
      PosixFilePermissions.fromString("rw-------");

  /// What is there before a job has begun.
  private static final Set<String> FIRST = Set.of("lock", "job.db", "job.db-journal");

  /// File systems take 255 bytes.
  private static final int LONGEST_HOST = 200;

  /// The name of a job that has none yet: `HOST-YYYYMMDD-HHMMSS.crawl`. Of the host only what is
  /// harmless in a name of a file is kept.
  public static String name(String host, ZonedDateTime start) {
    String safe = host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "_");
    safe = safe.substring(0, Math.min(safe.length(), LONGEST_HOST));
    safe = safe.replaceFirst("^[.-]", "_");
    return safe + "-" + TIME.format(start) + ".crawl";
  }

  /// Makes the folder of a new job.
  ///
  /// @param resume the command that resumes a job, without its name
  /// @throws StoreException if there is something already, or it cannot be made; what a crawl has
  ///   left that was killed before it had begun is taken over
  public static JobFolder create(Path path, String resume) {
    JobFolder job = new JobFolder(path);
    try {
      Files.createDirectory(path, OWNER_ONLY);
      return job;
    } catch (FileAlreadyExistsException itDoes) {
      return job.takenOver(resume);
    } catch (NoSuchFileException noParent) {
      throw job.wrong("cannot be made: there is no folder %s; make it", path.getParent());
    } catch (IOException failure) {
      throw job.wrong(
          "cannot be made: %s; name another folder with --job", FailureText.of(failure));
    }
  }

  private JobFolder takenOver(String resume) {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw wrong("cannot be made: it exists and is no folder; name another with --job");
    } else if (hasStore()) {
      throw wrong("exists; resume it: %s %s", resume, this);
    } else if (!isUnbegun()) {
      throw wrong(
          "cannot be made: the folder exists and holds other files; name another with --job");
    }
    return open(path);
  }

  private boolean hasStore() {
    try {
      return Files.size(store()) > 0;
    } catch (IOException none) {
      return false;
    }
  }

  /// Whether there is nothing in it but what is made before the store's first transaction has
  /// ended.
  private boolean isUnbegun() {
    try (Stream<Path> files = Files.list(path)) {
      return !hasStore() && files.allMatch(file -> FIRST.contains(file.getFileName().toString()));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// Refuses a job that was killed before there was anything that could be resumed.
  ///
  /// @param crawl the command that begins a job, without its arguments
  public void requireBegun(String crawl) {
    if (isUnbegun()) {
      throw wrong(
          "was stopped before anything was begun; begin it again: %s URL --job %s", crawl, this);
    }
  }

  /// The folder of a job that exists. What others have put there is not touched: they might have
  /// put links in place of its files.
  ///
  /// @throws StoreException if it is no job, or another user's
  public static JobFolder open(Path path) {
    JobFolder job = new JobFolder(path);
    if (!Files.isDirectory(path)) {
      throw job.wrong("does not exist; name the folder of a crawl");
    }
    try {
      UserPrincipal owner = Files.getOwner(path);
      if (isAnother(owner)) {
        throw job.wrong("belongs to user %s; resume it as that user", owner.getName());
      }
    } catch (IOException | UnsupportedOperationException unknown) {
      // not on this system
    }
    return job;
  }

  private static boolean isAnother(UserPrincipal owner) throws IOException {
    try {
      UserPrincipal user =
          Path.of("")
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(System.getProperty("user.name"));
      return !owner.equals(user) && !owner.getName().contains("Administrators");
    } catch (UserPrincipalNotFoundException withoutName) {
      return false;
    }
  }

  /// For the store.
  public Path store() {
    return path.resolve("job.db");
  }

  /// How large the store is, with what is on its way into it; in bytes. Blocks.
  long storeSize() {
    return store().toFile().length() + path.resolve("job.db-wal").toFile().length();
  }

  /// For the pages, if they go nowhere else.
  public Path pages(PageFormat format) {
    return path.resolve("pages." + format.text());
  }

  /// For the log of requests.
  public Path requests() {
    return path.resolve("requests.jsonl");
  }

  /// For the report.
  public Path report() {
    return path.resolve("report.html");
  }

  /// Lets nobody but the owner read the files that are in it, where the system has such a thing.
  /// New ones of the store become like it. Blocks.
  public void keepPrivate() throws IOException {
    if (OWNER_ONLY.length == 0) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.setPosixFilePermissions(file, OWNER_READS);
        }
      }
    }
  }

  /// Opens a file of the job, in its folder or elsewhere.
  ///
  /// @throws StoreException if somebody has put a link in place of one in the folder
  GrowingFile openFile(Path file) throws CannotWriteException {
    if (path.equals(file.getParent()) && Files.isSymbolicLink(file)) {
      throw wrong("has a link in place of its file %s; delete that", file.getFileName());
    }
    return GrowingFile.open(file);
  }

  StoreException wrong(String what, Object... seen) {
    return new StoreException("job %s %s".formatted(this, what.formatted(seen)));
  }

  /// Its name, safe to show.
  @Override
  public String toString() {
    return SafeText.escape(path.toString(), 300);
  }
}
