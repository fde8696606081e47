package dev.baton.jobs;

/// What a worker can be told about a [Kind]: an option of the command `work`.
///
/// @param name with its dashes
/// @param label what stands for the value in the help
/// @param standard the value if none is given
/// @param description for the help
public record WorkOption(String name, String label, String standard, String description) {}
