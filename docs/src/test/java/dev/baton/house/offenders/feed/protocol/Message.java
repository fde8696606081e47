package dev.baton.house.offenders.feed.protocol;

public final class Message {}
