/// Testing without waiting: time that jumps, every order of tasks, networks in memory.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.testing.VirtualClock] | a day passes in a moment |
/// | [dev.baton.testing.Explorer] | an unlucky order, cancellation or fault is found and repeated |
/// | [dev.baton.testing.Pipe] | two ends of a connection |
/// | [dev.baton.testing.ScriptedNetwork] | servers and clients on a slow network that fails as told |
///
/// To read how the explorer works: `Explorer`, then `ScheduleRun` (one run), `Order` and `Orders`
/// (who goes next), `Search` and `Disturbance` (what goes wrong, and where), `Shrinking`.
package dev.baton.testing;
