/// What a program on a command line shows, and where: text from outside made safe, and what a
/// terminal can do.
///
/// | | |
/// |---|---|
/// | [SafeText][dev.baton.terminal.SafeText] | text from outside, with nothing in it that a terminal would obey |
/// | [FailureText][dev.baton.terminal.FailureText] | what a failure of a file means, in words |
/// | [Terminal][dev.baton.terminal.Terminal] | is the output a terminal, and how large is it |
/// | [TextWidth][dev.baton.terminal.TextWidth] | how many columns a text takes |
/// | [Panel][dev.baton.terminal.Panel] | how far a program is: living lines, plain lines or JSON |
/// | [LivingLines][dev.baton.terminal.LivingLines] | lines that are written anew in place |
///
/// Nothing here writes: `dev.baton.program.Output` does. The live look (`dev.baton.look`) and
/// [dev.baton.trace] stand on this package, too.
package dev.baton.terminal;
