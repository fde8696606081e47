/// What is measured: this machine, and the process that serves.
///
/// | type | what it is for |
/// |---|---|
/// | `Host` | the figures, as readings |
/// | `HostChannels` | everything that can be measured, its units and what it means |
/// | `Cpu`, `LoadAverage`, `Memory`, `Disks`, `Network`, `Pressure`, `Jvm` | a `Meter` each: the figures of one channel |
/// | `LoopLag` | how late tasks of this process get their turn |
/// | `CpuTimes`, `MemoryInfo`, `RootSpace` | parts of them |
/// | `Rates`, `Growth` | counters become rates |
/// | `SystemFiles`, `Columns`, `Figures` | reading `/proc`, its numbers, and only what is known |
package dev.baton.feed.host;
