/// The program `./run top`: lists the programs that can be looked at, and shows what the tasks of
/// one do, once or again and again.
///
/// It asks them as [LookClient][dev.baton.look.LookClient] does; what they answer is made by
/// [dev.baton.look].
package dev.baton.top;
