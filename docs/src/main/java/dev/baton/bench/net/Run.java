package dev.baton.bench.net;

/// What one contestant has done in one round.
///
/// @param requestsPerSecond as many answers as the load got
/// @param cpuMicros processor time of the server's process, user and system, for a request
record Run(double requestsPerSecond, double cpuMicros) {}
