/// The live look: what the loops and tasks of a running program do, seen from another process.
///
/// A program that is started with `-Dbaton.look=true` opens a Unix domain socket in a folder that
/// only its user can enter; `./run top PID` connects to it. The answer is put together on the
/// loop's own thread, between two callbacks, so that it shows one moment; and by another thread if
/// the loop does not come to it.
///
/// | | |
/// |---|---|
/// | [LoopWatch][dev.baton.look.LoopWatch] | keeps in mind what each task of a loop does |
/// | [TaskTree][dev.baton.look.TaskTree] | puts them in order and folds what is alike |
/// | [TextView][dev.baton.look.TextView], [JsonView][dev.baton.look.JsonView] | write it down |
/// | [LookServer][dev.baton.look.LookServer], [Folder][dev.baton.look.Folder] | let others ask |
/// | [LookClient][dev.baton.look.LookClient] | asks; [top][dev.baton.top] shows the answer |
package dev.baton.look;
