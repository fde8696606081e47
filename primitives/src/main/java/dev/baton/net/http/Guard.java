package dev.baton.net.http;

import dev.baton.net.AddressKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Refuses requests that a server must not answer, above all one that listens on loopback: every
/// page that a person on this machine opens can send requests to it.
///
/// ```java
/// Guard guard = Guard.ofThisMachine().withToken(token);
/// HttpServer server = new HttpServer(settings, guard.before(handler));
/// ```
///
/// | what comes | what is refused | status |
/// |---|---|---|
/// | `Host` | none, or not a host; HTTP/1.0, which no browser speaks, needs none | 400 |
/// | `Host` | a name that this server was not told: a page of that name had it resolve to this machine (DNS rebinding), so the browser takes this server for the page's own | 421 |
/// | `Origin` | a page of another server, unless its origin was allowed: browsers let any page open a WebSocket or send a POST to any server | 403 |
/// | `Authorization` | anything but `Bearer` with the token, if there is one | 401 |
///
/// Programs send no `Origin`, and pass. So do requests for images and the like, which pages of
/// others can cause but whose answers they cannot read: a GET must change nothing, or a token has
/// to keep it.
///
/// A browser cannot send `Authorization` with everything, not with a WebSocket for instance. So a
/// page that has the token asks for a [#ticket], by a handler of the program's, and adds it to the
/// address as `ticket=...`. It counts in place of the token, once.
///
/// The port in `Host` does not matter: no rebinding changes it, and one that is forwarded has
/// another number outside.
public final class Guard {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,}=*");
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([^ ]+)");
  private static final Duration LONGEST_LIFE = Duration.ofHours(1);

  private final Set<String> hosts;
  private final boolean anyAddress;
  private final Set<Origin> origins;
  private final byte[] token;
  private final Tickets tickets;

  private Guard(
      Set<String> hosts, boolean anyAddress, Set<Origin> origins, byte[] token, Tickets tickets) {
    this.hosts = hosts;
    this.anyAddress = anyAddress;
    this.origins = origins;
    this.token = token;
    this.tickets = tickets;
  }

  /// Lets in requests for `localhost` and for loopback addresses, from programs and from this
  /// server's own pages.
  public static Guard ofThisMachine() {
    return new Guard(Set.of("localhost"), false, Set.of(), null, new Tickets());
  }

  /// Lets in requests for this host too.
  ///
  /// @param host a name or an address, of IPv6 in brackets; without a port
  public Guard withHost(String host) {
    String spelling =
        Authority.parse(host)
            .filter(authority -> authority.port() < 0)
            .map(Authority::host)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "host must be a name or an address without a port, got " + host));
    return new Guard(with(hosts, spelling), anyAddress, origins, token, tickets);
  }

  /// Lets in requests for any address, for a server that listens beyond this machine: an address is
  /// not resolved, so that nobody can have it resolve to something else.
  public Guard withAnyAddress() {
    return new Guard(hosts, true, origins, token, tickets);
  }

  /// Lets in requests of pages of this origin too.
  ///
  /// @param origin such as `https://example.org`, as browsers send it
  public Guard withOrigin(String origin) {
    Origin parsed =
        Origin.parse(origin)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "origin must be a scheme and a host, such as https://example.org, got "
                            + origin));
    return new Guard(hosts, anyAddress, with(origins, parsed), token, tickets);
  }

  /// Lets in only who knows this token, or has a ticket.
  ///
  /// @param token 16 or more letters, digits and `-._~+/`; the longer, the harder to guess
  public Guard withToken(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "token must consist of 16 or more letters, digits and -._~+/");
    }
    byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
    return new Guard(hosts, anyAddress, origins, bytes, tickets);
  }

  private static <T> Set<T> with(Set<T> set, T one) {
    Set<T> larger = new HashSet<>(set);
    larger.add(one);
    return Set.copyOf(larger);
  }

  /// Makes a ticket, which lets in one request. Only so many are out at once; with one more, the
  /// oldest is void. On the loop, by whose clock it ages.
  ///
  /// @param life how long it can be used, up to an hour: seconds for a page that uses it at once
  /// @throws IllegalStateException if there is no token that it could replace
  public String ticket(Duration life) {
    if (token == null) {
      throw new IllegalStateException("this guard asks for no token; give it one, or no ticket");
    }
    if (!life.isPositive() || life.compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException("life must be more than 0, up to 1 hour, got " + life);
    }
    return tickets.issue(life);
  }

  /// Gives the handler only what is not refused.
  public Handler before(Handler handler) {
    return request -> {
      Optional<Response> refusal = refusal(request);
      return refusal.isPresent() ? refusal.get() : handler.handle(request);
    };
  }

  /// The answer to a request that must not be answered otherwise; empty for all others. It uses up
  /// the ticket of those that have one.
  public Optional<Response> refusal(Request request) {
    Optional<Response> refusal =
        isOfOldProgram(request)
            ? Optional.empty()
            : refusal(request.header("Host"), request.headers("Origin"));
    return refusal.isPresent() || isTrusted(request) ? refusal : unauthorized();
  }

  private static boolean isOfOldProgram(Request request) {
    return !request.isHttp11()
        && request.header("Host") == null
        && request.headers("Origin").isEmpty();
  }

  /// The same for a request that another library has read, by these two fields alone: a token is
  /// not asked for.
  ///
  /// @param host the value of `Host`; null if there is none
  /// @param origins the values of `Origin`, mostly none or one
  public Optional<Response> refusal(String host, List<String> origins) {
    if (host == null) {
      return refuse(400, "the Host field is missing");
    }
    Optional<Authority> asked = Authority.parse(host);
    if (asked.isEmpty()) {
      return refuse(400, "the Host field names no host");
    }
    if (!isOurs(asked.get())) {
      return refuse(421, "this server does not go by the name in the Host field");
    }
    return isAllowed(origins, asked.get())
        ? Optional.empty()
        : refuse(403, "this server takes no requests from pages of this origin");
  }

  private boolean isOurs(Authority asked) {
    return hosts.contains(asked.host())
        || asked.address() != null
            && (anyAddress || AddressKind.of(asked.address()) == AddressKind.LOOPBACK);
  }

  private boolean isAllowed(List<String> fields, Authority asked) {
    return fields.isEmpty()
        || fields.size() == 1
            && Origin.parse(fields.get(0))
                .filter(origin -> origin.isOf(asked) || origins.contains(origin))
                .isPresent();
  }

  private boolean isTrusted(Request request) {
    if (token == null) {
      return true;
    }
    List<String> fields = request.headers("Authorization");
    String ticket = request.query("ticket");
    if (fields.isEmpty() && ticket != null) {
      return tickets.use(ticket);
    }
    return fields.size() == 1 && isToken(fields.get(0));
  }

  private boolean isToken(String field) {
    Matcher bearer = BEARER.matcher(field);
    return bearer.matches()
        && MessageDigest.isEqual(token, bearer.group(1).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Optional<Response> unauthorized() {
    return refuse(401, "this server wants its token, as Authorization: Bearer TOKEN")
        .map(response -> response.header("WWW-Authenticate", "Bearer"));
  }

  private static Optional<Response> refuse(int status, String sentence) {
    return Optional.of(Response.text(status, sentence + "\n"));
  }
}
