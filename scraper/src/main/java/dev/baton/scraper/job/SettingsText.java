package dev.baton.scraper.job;

import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.Manners;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.sqlite.SqliteCrawlStore;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.HttpUrl;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Settings as JSON, as the store of a job keeps them.
///
/// They are written by Jackson's streaming API, which is ready sooner than data binding, as a crawl
/// should begin at once; and read by data binding when a job goes on.
final class SettingsText {
  /// What this program writes and reads. It has nothing to do with the schema of the store.
  private static final int VERSION = 1;

  /// The key of the settings in the store.
  private static final String KEY = "crawl";

  private SettingsText() {}

  /// What the store of a new job keeps.
  static Map<String, String> kept(JobSettings settings) {
    return Map.of(KEY, write(settings), SqliteCrawlStore.FORMAT, settings.pages().format().text());
  }

  /// What the store of a job has kept.
  ///
  /// @param job for the sentence
  /// @throws StoreException if they are another version's, or damaged
  static JobSettings of(Map<String, String> kept, Object job) {
    String text = kept.get(KEY);
    if (text == null) {
      throw new StoreException(
          "job %s was not made by this command, and cannot be used by it".formatted(job));
    }
    return read(text, job);
  }

  static String write(JobSettings settings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("version", VERSION);
      write(json, "typed", settings.starts().typed());
      write(json, "listed", settings.starts().listed());
      write(json, settings.scope());
      write(json, settings.limits());
      write(json, settings.manners());
      write(json, settings.requests());
      write(json, settings.pages());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, Collection<?> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(text -> json.writeString(text.toString()));
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, ScopeSettings scope) {
    json.writeStringProperty("scope", name(scope.kind()));
    write(json, "alsoHosts", scope.also());
    write(json, "include", scope.include());
    write(json, "exclude", scope.exclude());
  }

  private static void write(JsonGenerator json, CrawlLimits limits) {
    json.writeNumberProperty("maxPages", limits.maxPages());
    json.writeNumberProperty("maxDepth", limits.maxDepth());
    json.writeNumberProperty("retries", limits.maxRetries());
    json.writeNumberProperty("maxDisk", limits.maxDisk());
    json.writeNumberProperty("concurrency", limits.concurrency());
    json.writeNumberProperty("timeoutMillis", limits.timeout().toMillis());
  }

  private static void write(JsonGenerator json, Manners manners) {
    json.writeNumberProperty("ownSite", manners.connections());
    json.writeNumberProperty("delayMillis", manners.leastDelay().toMillis());
    json.writeBooleanProperty("sitemaps", manners.sitemaps());
  }

  private static void write(JsonGenerator json, RequestSettings requests) {
    json.writeStringProperty("contact", requests.contact());
    json.writeStringProperty("proxy", requests.proxy());
    write(json, "allowPrivate", requests.allowPrivate());
    json.writeArrayPropertyStart("secrets");
    for (Secret secret : requests.secrets()) {
      json.writeStartObject();
      json.writeStringProperty("kind", name(secret.kind()));
      json.writeStringProperty("origin", secret.origin().toString());
      json.writeStringProperty("name", secret.name());
      json.writeStringProperty(name(secret.source()), secret.place());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, PageSettings pages) {
    json.writeStringProperty("format", pages.format().text());
    json.writeStringProperty(
        "out", pages.file() == null ? null : pages.file().toAbsolutePath().toString());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  // --- back again

  static JobSettings read(String text, Object job) {
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      int version = json.required("version").asInt();
      if (version != VERSION) {
        throw new StoreException(
            "job %s has settings of version %d, and this program knows version %d; use the program that made it"
                .formatted(job, version, VERSION));
      }
      return read(json);
    } catch (StoreException told) {
      throw told;
    } catch (RuntimeException damaged) {
      throw new StoreException(
          "job %s has settings that cannot be read: %s; start a new job"
              .formatted(job, damaged.getMessage()),
          damaged);
    }
  }

  private static JobSettings read(JsonNode json) {
    return new JobSettings(
        new Starts(urls(json, "typed"), urls(json, "listed")),
        new ScopeSettings(
            constant(ScopeSettings.Kind.class, json.required("scope").asString()),
            texts(json, "alsoHosts"),
            texts(json, "include"),
            texts(json, "exclude")),
        limits(json),
        new Manners(
            json.required("ownSite").asInt(),
            Duration.ofMillis(json.required("delayMillis").asLong()),
            json.required("sitemaps").asBoolean()),
        requests(json),
        pages(json));
  }

  private static CrawlLimits limits(JsonNode json) {
    return new CrawlLimits(
        json.required("maxPages").asInt(),
        json.required("maxDepth").asInt(),
        json.required("retries").asInt(),
        json.required("maxDisk").asLong(),
        json.required("concurrency").asInt(),
        Duration.ofMillis(json.required("timeoutMillis").asLong()));
  }

  private static RequestSettings requests(JsonNode json) {
    List<Secret> secrets = each(json.required("secrets")).map(SettingsText::secret).toList();
    return new RequestSettings(
        optional(json, "contact"), secrets, optional(json, "proxy"), texts(json, "allowPrivate"));
  }

  private static Secret secret(JsonNode json) {
    Secret.Source source = json.has("file") ? Secret.Source.FILE : Secret.Source.VARIABLE;
    return new Secret(
        constant(Secret.Kind.class, json.required("kind").asString()),
        HttpUrl.get(json.required("origin").asString()),
        json.required("name").asString(),
        source,
        json.required(name(source)).asString());
  }

  private static PageSettings pages(JsonNode json) {
    String format = json.required("format").asString();
    String out = optional(json, "out");
    return new PageSettings(PageFormat.of(format).orElseThrow(), out == null ? null : Path.of(out));
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> texts(JsonNode json, String name) {
    return each(json.required(name)).map(JsonNode::asString).toList();
  }

  private static List<HttpUrl> urls(JsonNode json, String name) {
    return texts(json, name).stream().map(HttpUrl::get).toList();
  }

  private static String optional(JsonNode json, String name) {
    JsonNode value = json.required(name);
    return value.isNull() ? null : value.asString();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }
}
