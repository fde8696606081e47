/// What a program on a command line needs around its loop: streams, exit codes, what it prints, a
/// trace, a live look, an orderly end.
///
/// | | |
/// |---|---|
/// | [Shell][dev.baton.program.Shell] | the outermost frame: streams, messages, the end of the process |
/// | [Exit][dev.baton.program.Exit] | the exit codes, and what each means |
/// | [Program][dev.baton.program.Program] | runs the loop, with a trace, a live look, and signals that cancel it |
/// | [Output][dev.baton.program.Output] | prints lines without making the loop wait for the reader |
/// | [Sink][dev.baton.program.Sink] | a stream for it: its name, and the terminal that it goes to |
/// | [CannotWriteException][dev.baton.program.CannotWriteException] | nobody reads any more, or the disk is full |
/// | [TimeSpan][dev.baton.program.TimeSpan] | lengths of time as people write them: `500ms`, `2.5s`, `7d` |
/// | [Limits][dev.baton.program.Limits] | what was given is out of range: one sentence |
/// | [Metrics][dev.baton.program.Metrics] | figures for Prometheus: [Counter][dev.baton.program.Counter], [Gauge][dev.baton.program.Gauge], [Histogram][dev.baton.program.Histogram], each for a [Family][dev.baton.program.Family] of labels |
/// | [AtomicFile][dev.baton.program.AtomicFile] | replaces a file as a whole |
/// | [FolderLock][dev.baton.program.FolderLock] | one process alone uses a folder |
/// | [Version][dev.baton.program.Version] | as the build wrote it into the jar |
///
/// With the JDK alone: what reads the command line itself, such as picocli, is the program's.
package dev.baton.program;
