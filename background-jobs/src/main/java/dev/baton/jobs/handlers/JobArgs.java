package dev.baton.jobs.handlers;

/// What a job is to do, checked.
public sealed interface JobArgs permits WebhookArgs, EmailArgs, ProcessArgs {
  /// What it is about, in a few words for people. Without what is nobody's business, such as the
  /// query of an address or the text of a message.
  String summary();

  /// The form in which it is stored: what [Kind#read] reads.
  String toJson();
}
