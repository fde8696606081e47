/// Tests of the launcher `./run`, which is a script and so has no package of its own.
package dev.baton.launcher;
