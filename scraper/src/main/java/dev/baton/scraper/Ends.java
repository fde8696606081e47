package dev.baton.scraper;

/// How far the files of a job are written, in bytes: what is behind is not certain, and is cut off
/// when the crawl goes on.
///
/// @param pages of the file of pages; 0 if there is none
/// @param requests of the log of requests
public record Ends(long pages, long requests) {}
