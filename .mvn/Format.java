import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Checks or repairs the format of the `.java` files of all modules with google-java-format.
///
/// Arguments: `check` or `apply`, and a file that remembers the digests of what was well formatted,
/// so that a file that did not change costs next to nothing.
final class Format {

  private final boolean apply;
  private final Set<String> seen;
  private final Set<String> good = new TreeSet<>();
  private final List<String> complaints = new ArrayList<>();

  private Format(boolean apply, Set<String> seen) {
    this.apply = apply;
    this.seen = seen;
  }

  public static void main(String[] args) throws IOException {
    Path memory = Path.of(args[1]);
    Set<String> seen = Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
    Format format = new Format(args[0].equals("apply"), seen);
    for (Path file : sources()) {
      format.visit(file);
    }
    Files.write(memory, format.good);
    format.report();
  }

  private void visit(Path file) throws IOException {
    String source = Files.readString(file);
    if (seen.contains(digest(source))) {
      good.add(digest(source));
      return;
    }
    try {
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        good.add(digest(source));
      } else if (apply) {
        Files.writeString(file, formatted);
        good.add(digest(formatted));
        System.out.println("formatted " + file);
      } else {
        complaints.add(file + " is not formatted");
      }
    } catch (FormatterException e) {
      e.diagnostics().forEach(diagnostic -> complaints.add(file + ":" + diagnostic));
    }
  }

  private void report() {
    if (complaints.isEmpty()) {
      return;
    }
    complaints.forEach(complaint -> System.err.println("[ERROR] " + complaint));
    if (!apply) {
      System.err.println("[ERROR] This repairs the format: ./mvnw -q -N validate -Pformat");
    }
    System.exit(1);
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        Path.of("."),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skip = name.equals("target") || name.length() > 1 && name.startsWith(".");
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file.normalize());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    sources.sort(null);
    return sources;
  }

  private static String digest(String source) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
