/// The command line of the benchmarks.
package dev.baton.bench.cli;
