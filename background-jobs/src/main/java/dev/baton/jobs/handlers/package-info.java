/// The kinds of jobs that there are.
///
/// | kind | its arguments | its handler |
/// |---|---|---|
/// | `webhook` | [dev.baton.jobs.handlers.WebhookArgs] | [dev.baton.jobs.handlers.Webhook]: OkHttp's callbacks, brought into the loop |
/// | `email` | [dev.baton.jobs.handlers.EmailArgs] | [dev.baton.jobs.handlers.Email]: Angus Mail blocks, so it runs outside the loop |
/// | `process` | [dev.baton.jobs.handlers.ProcessArgs] | [dev.baton.jobs.handlers.DataProcessing]: a file, outside the loop too |
///
/// [dev.baton.jobs.handlers.Kind] lists them. Arguments are checked when a job is enqueued, and
/// read again when it runs.
package dev.baton.jobs.handlers;
