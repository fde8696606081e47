/// What pages look like outside, and where they go. [dev.baton.program.Output] writes them.
///
/// | type | what it is for |
/// |---|---|
/// | `JsonLines` | the format |
/// | `OutputFile` | opens the file, or says why that cannot be done |
package dev.baton.scraper.output;
