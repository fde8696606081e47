/// A durable job queue: what a job is, who moves it, and the worker that runs it.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.jobs.JobState] | the states of a job, and who moves it between them: start here |
/// | [dev.baton.jobs.JobStore] | keeps jobs; every change of state is one of its methods |
/// | [dev.baton.jobs.Worker] | takes jobs and runs them as tasks, so many at a time |
/// | [dev.baton.jobs.Kind] | all of one kind of job: its name, its arguments, its help, its handler |
/// | [dev.baton.jobs.Handler] | does the work of one kind of job, and says how it went |
///
/// The store is in `dev.baton.jobs.sqlite`, the kinds of jobs in `dev.baton.jobs.handlers`, the
/// command line in `dev.baton.jobs.cli`. This package knows none of them.
package dev.baton.jobs;
