/// The lessons: small programs to read, to run and to break.
///
/// | lesson | the question it answers |
/// |---|---|
/// | [dev.baton.lessons.L01Tasks] | How can one thread do two things at once? |
/// | [dev.baton.lessons.L02Gather] | How do I wait for many results? |
/// | [dev.baton.lessons.L03TaskGroup] | What becomes of the others when one fails? |
/// | [dev.baton.lessons.L04Future] | What does a task wait for, when it waits? |
/// | [dev.baton.lessons.L05Lock] | Can there be a race with one thread? |
/// | [dev.baton.lessons.L06Semaphore] | How do I do many things, but not all at once? |
/// | [dev.baton.lessons.L07Event] | How do many tasks wait for one thing to happen? |
///
/// Each prints the loop's time before a line. [dev.baton.lessons.Lesson] is what they share,
/// [dev.baton.lessons.Lessons] starts them.
package dev.baton.lessons;
