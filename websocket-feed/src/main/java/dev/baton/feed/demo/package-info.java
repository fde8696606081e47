/// A network that breaks, for those who want to see what becomes of a feed then.
///
/// | type | what it is for |
/// |---|---|
/// | `FaultProxy` | passes connections on, and breaks them |
/// | `Impairment`, `Direction` | what it does to bytes, and to which |
/// | `Gate` | one direction of it |
package dev.baton.feed.demo;
