package dev.baton;

import java.util.Set;

/// What [Async#wait] found: both sets in the order in which the futures were given.
///
/// @param done those that are done; how they ended was not looked at
/// @param pending the others; nothing was done to them
/// @param <F> the futures
public record DoneAndPending<F extends Future<?>>(Set<F> done, Set<F> pending) {}
