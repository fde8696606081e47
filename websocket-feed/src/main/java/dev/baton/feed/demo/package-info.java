/// A demonstration: a feed whose network breaks and whose server is killed.
///
/// | type | what it is for |
/// |---|---|
/// | `Demo` | plays it, and tells what happens |
/// | `Seen` | what its watcher sees |
/// | `ServerProcess` | its server, which can be killed |
/// | `FaultProxy` | passes connections on, and breaks them |
/// | `Impairment`, `Direction` | what it does to bytes, and to which |
/// | `Gate` | one direction of it |
package dev.baton.feed.demo;
