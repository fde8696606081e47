/// What a program on a command line needs around its loop: a trace, a live look, an orderly end.
package dev.baton.program;
