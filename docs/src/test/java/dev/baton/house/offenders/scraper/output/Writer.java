package dev.baton.house.offenders.scraper.output;

public final class Writer {}
