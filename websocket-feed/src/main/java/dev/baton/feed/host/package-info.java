/// What is measured: this machine's processors and memory.
///
/// | type | what it is for |
/// |---|---|
/// | `Host` | the figures, as readings |
/// | `CpuTimes`, `MemoryInfo` | what `/proc` says of each |
package dev.baton.feed.host;
