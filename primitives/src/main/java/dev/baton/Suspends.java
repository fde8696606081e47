package dev.baton;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method in which a task may give the baton away, so that other tasks run before it
/// returns.
///
/// Between two calls of such methods nothing else on the loop runs: that is why plain fields need
/// no lock there. Python shows these places with `await`; here the mark and the method's name
/// (`await`, `acquire`, `get`, `put`, `join`, `sleep`, ...) show them.
///
/// A marked method gives the baton away when it has to wait. Calls on sockets do so also when they
/// need not, after 64 of them in a row that found what they wanted at once, or 2 ms: so one fast
/// peer cannot hold the loop. Locks, queues and futures never do: what is ready there is taken at
/// once, as in asyncio.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Suspends {}
