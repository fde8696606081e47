package dev.baton.bench.scraper;

import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What all parts need.
///
/// @param folder a temporary one
/// @param baton what our scraper says of its version
record Setup(Settings settings, Workspace workspace, Path folder, String baton) {
  static Setup make(Settings settings, Path folder) throws IOException, InterruptedException {
    if (!MeasuredProcess.isPossible()) {
      throw new IOException("bench scraper needs Linux: it takes processor times from /proc");
    }
    if (Nginx.version().isEmpty()) {
      throw new IOException("bench scraper needs nginx, which serves the pages: install it");
    }
    Workspace workspace = Workspace.find();
    return new Setup(settings, workspace, folder, BatonCrawl.build(workspace, folder));
  }

  /// Starts a server with a site of so many pages.
  Nginx serve(int pages) throws IOException, InterruptedException {
    Path site = Files.createTempDirectory(folder, "site");
    new Site(pages).write(site);
    return Nginx.start(site, Files.createTempDirectory(folder, "nginx"));
  }
}
