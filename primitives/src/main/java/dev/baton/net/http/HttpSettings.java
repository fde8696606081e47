package dev.baton.net.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/// The limits of a server. [#defaults()] suit small sites; `with...` changes one of them.
///
/// @param maxConnections connections at once; while there are as many, no other is accepted
/// @param maxRequestLine bytes of a request line; a longer one gets 414
/// @param maxHeaders header fields of a request; more get 431
/// @param maxHeaderBytes bytes of all header fields together; more get 431
/// @param maxBody bytes of a request's body; more get 413
/// @param idleLimit how long a connection may wait for its next request; then it is closed
/// @param headLimit how long a request's head may take from its first byte; then it gets 408
/// @param bodyLimit how long a handler may wait for a body in all; then the client gets 408
/// @param writeLimit how long the client may take for 64 KiB of a response; then it is cut off
/// @param clock for the `Date` of responses
public record HttpSettings(
    int maxConnections,
    int maxRequestLine,
    int maxHeaders,
    int maxHeaderBytes,
    long maxBody,
    Duration idleLimit,
    Duration headLimit,
    Duration bodyLimit,
    Duration writeLimit,
    InstantSource clock) {

  private static final HttpSettings DEFAULTS =
      new HttpSettings(
          10_000,
          8 * 1024,
          100,
          32 * 1024,
          1024 * 1024,
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          InstantSource.system());

  /// Larger heads would only burden the memory.
  private static final int LARGEST_HEAD_PART = 1024 * 1024;

  /// @throws IllegalArgumentException if a limit is less than 1, or that of a head over a mebibyte
  public HttpSettings {
    require("maxConnections", maxConnections, Integer.MAX_VALUE);
    require("maxRequestLine", maxRequestLine, LARGEST_HEAD_PART);
    require("maxHeaders", maxHeaders, 10_000);
    require("maxHeaderBytes", maxHeaderBytes, LARGEST_HEAD_PART);
    require("maxBody", maxBody, Long.MAX_VALUE / 2);
    require("idleLimit", idleLimit);
    require("headLimit", headLimit);
    require("bodyLimit", bodyLimit);
    require("writeLimit", writeLimit);
    Objects.requireNonNull(clock, "clock");
  }

  private static void require(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          name + " must be between 1 and " + most + ", got " + value);
    }
  }

  private static void require(String name, Duration value) {
    if (value.isNegative() || value.isZero() || value.toDays() > 365) {
      throw new IllegalArgumentException(
          name + " must be more than 0 and at most a year, got " + value);
    }
  }

  /// 10,000 connections; 8 KiB for a request line, 100 header fields in 32 KiB, 1 MiB for a body;
  /// 60 s idle, 10 s for a head, 60 s for a body, 30 s for each 64 KiB of a response.
  public static HttpSettings defaults() {
    return DEFAULTS;
  }

  /// The same with another [#maxConnections()].
  public HttpSettings withMaxConnections(int most) {
    return new HttpSettings(
        most,
        maxRequestLine,
        maxHeaders,
        maxHeaderBytes,
        maxBody,
        idleLimit,
        headLimit,
        bodyLimit,
        writeLimit,
        clock);
  }

  /// The same with other limits for a head.
  public HttpSettings withMaxHead(int requestLine, int headers, int headerBytes) {
    return new HttpSettings(
        maxConnections,
        requestLine,
        headers,
        headerBytes,
        maxBody,
        idleLimit,
        headLimit,
        bodyLimit,
        writeLimit,
        clock);
  }

  /// The same with another [#maxBody()].
  public HttpSettings withMaxBody(long bytes) {
    return new HttpSettings(
        maxConnections,
        maxRequestLine,
        maxHeaders,
        maxHeaderBytes,
        bytes,
        idleLimit,
        headLimit,
        bodyLimit,
        writeLimit,
        clock);
  }

  /// The same with other limits of time.
  public HttpSettings withTimes(Duration idle, Duration head, Duration body, Duration write) {
    return new HttpSettings(
        maxConnections,
        maxRequestLine,
        maxHeaders,
        maxHeaderBytes,
        maxBody,
        idle,
        head,
        body,
        write,
        clock);
  }

  /// The same with another clock.
  public HttpSettings withClock(InstantSource other) {
    return new HttpSettings(
        maxConnections,
        maxRequestLine,
        maxHeaders,
        maxHeaderBytes,
        maxBody,
        idleLimit,
        headLimit,
        bodyLimit,
        writeLimit,
        other);
  }
}
