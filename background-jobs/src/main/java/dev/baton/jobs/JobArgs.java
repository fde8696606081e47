package dev.baton.jobs;

/// What a job is to do, read and checked by its [Kind].
public interface JobArgs {
  /// What it is about, in a few words for people. Without private data, such as the query of an
  /// address or the text of a message.
  String summary();

  /// The form in which it is stored: what [Kind#read] reads.
  String toJson();
}
