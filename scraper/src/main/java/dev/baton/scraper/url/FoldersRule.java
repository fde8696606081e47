package dev.baton.scraper.url;

import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// The folders of the starts, and all below.
final class FoldersRule implements ScopeRule {
  private final SitesRule sites;
  private final List<Folder> folders;

  private record Folder(Site site, String path) {
    static Folder of(HttpUrl start) {
      String path = start.encodedPath();
      return new Folder(Site.of(start), path.substring(0, path.lastIndexOf('/') + 1));
    }

    boolean contains(HttpUrl url) {
      return url.encodedPath().startsWith(path) && site.equals(Site.of(url));
    }
  }

  FoldersRule(List<HttpUrl> starts) {
    this.sites = new SitesRule(starts);
    this.folders = starts.stream().map(Folder::of).distinct().toList();
  }

  @Override
  public Optional<String> exclusion(HttpUrl url) {
    return folders.stream().anyMatch(folder -> folder.contains(url))
        ? Optional.empty()
        : sites.exclusion(url).or(this::outside);
  }

  private Optional<String> outside() {
    return Optional.of(
        folders.size() == 1
            ? "out of scope: not below " + folders.getFirst().path()
            : "out of scope: not below the folder of a start");
  }
}
