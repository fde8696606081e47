/// The kinds of jobs that there are.
///
/// | kind | its arguments | its handler |
/// |---|---|---|
/// | `webhook` | [dev.baton.jobs.kinds.WebhookArgs] | [dev.baton.jobs.kinds.Webhook]: OkHttp's callbacks, brought into the loop |
/// | `email` | [dev.baton.jobs.kinds.EmailArgs] | [dev.baton.jobs.kinds.Email]: Angus Mail blocks, so it runs outside the loop |
/// | `process` | [dev.baton.jobs.kinds.ProcessArgs] | [dev.baton.jobs.kinds.DataProcessing]: a file, outside the loop too |
///
/// [dev.baton.jobs.kinds.Kind] lists them. Arguments are checked when a job is enqueued, and read
/// again when it runs.
package dev.baton.jobs.kinds;
