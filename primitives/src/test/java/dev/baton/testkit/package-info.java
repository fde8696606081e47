/// What the tests of all modules share. It travels in the test-jar of `primitives`, of which this
/// package is all.
///
/// - [dev.baton.testkit.ChildJvm] starts a program of ours in a process of its own,
///   [dev.baton.testkit.ChildProcess] any other; both give a `ChildProcess`, which ends with its
///   test.
/// - [dev.baton.testkit.DocExamples] compares the Java that is shown with what tests run.
/// - [dev.baton.testkit.OneRequestContract] is what each client over OkHttp has to pass.
/// - [dev.baton.testkit.BrowserTest] opens a page in a real browser, [dev.baton.testkit.Contrast]
///   measures whether its text can be read.
/// - [dev.baton.testkit.UnixSignals] and [dev.baton.testkit.Programs] skip a test where the machine
///   lacks what it needs.
///
/// A test that starts processes carries the tag `process`: it runs once, mounted.
package dev.baton.testkit;
