/// Seeing a run: a recorder of what happens on a loop, and what can be made of it.
///
/// [dev.baton.trace.TraceFile] is what `--trace FILE` uses. [dev.baton.trace.Recorder] listens and
/// keeps [dev.baton.trace.TraceEvent]s, a [dev.baton.trace.Trace] for each loop.
/// [dev.baton.trace.Comparison] shows two runs above each other.
///
/// To read it: `Recorder`, then `Layout` (from events to steps and lanes), `Picture` (the drawing),
/// `Advice` (what to say about it), `Page` and `page.js` (stepping through it).
package dev.baton.trace;
