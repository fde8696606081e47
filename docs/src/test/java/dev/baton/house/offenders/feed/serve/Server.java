package dev.baton.house.offenders.feed.serve;

public final class Server {}
