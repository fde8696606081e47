/// The rules that hold the modules together, as far as the compiler does not: see
/// [dev.baton.house.Rule].
///
/// A rule is worth nothing until it was seen to fail: `offenders` holds small programs that break
/// each of them, in packages that are laid out like the house, and `RuleTest` sees them found.
package dev.baton.house;
