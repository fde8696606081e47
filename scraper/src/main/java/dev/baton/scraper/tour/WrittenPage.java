package dev.baton.scraper.tour;

/// A line of `pages.jsonl`.
///
/// @param title null if it has none
/// @param line without how long it took, which is never the same twice
record WrittenPage(String url, String title, String line) {}
