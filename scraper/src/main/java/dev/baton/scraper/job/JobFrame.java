package dev.baton.scraper.job;

import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.scraper.fetch.Resolver;

/// What a job runs in.
///
/// @param program is closed by whoever has made it
/// @param json whether it writes events in place of sentences
/// @param resolver finds the addresses of names
public record JobFrame(Shell shell, Program program, boolean json, Resolver resolver) {}
