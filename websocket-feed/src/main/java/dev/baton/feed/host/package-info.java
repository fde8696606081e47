/// What is measured: this machine's processors and memory.
package dev.baton.feed.host;
