/// The kinds of jobs that come with the program. The list of them is in the class `Jobs` of
/// `dev.baton.jobs.cli`; one more kind is one more class here, and one more entry there.
///
/// | kind | its arguments | its handler |
/// |---|---|---|
/// | [dev.baton.jobs.handlers.WebhookKind] | `WebhookArgs` | `Webhook`: OkHttp's callbacks, brought into the loop |
/// | [dev.baton.jobs.handlers.EmailKind] | `EmailArgs` | `Email`: Angus Mail blocks, so it runs outside the loop |
/// | [dev.baton.jobs.handlers.ProcessKind] | `ProcessArgs` | `DataProcessing`: a file, outside the loop too |
///
/// Arguments are checked when a job is enqueued, and read again when it runs: `Fields` reads the
/// JSON field by field and says what is wrong with which.
package dev.baton.jobs.handlers;
