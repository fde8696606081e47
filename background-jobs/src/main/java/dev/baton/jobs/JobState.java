package dev.baton.jobs;

/// Where a job is in its life. Each arrow is a method of [JobStore], and nothing else moves a job.
///
/// ```text
///  enqueue           claim             complete
///  -------> READY ----------> RUNNING ----------> DONE
///             ^ ^               | | |    bury
///             | |    release    | | +-----------> DEAD <---+
///             | +---------------+ | retry                  |
///             |                   v                        |
///             +--------------- WAITING                     |
///             |   run_at came                              |
///             |                                            |
///             +- lease ran out -- RUNNING -- too often ----+
/// ```
///
/// | arrow | who | attempt counted |
/// |---|---|---|
/// | enqueue (to WAITING if it has a delay) | a producer | |
/// | claim: gives a [Lease] | a worker with a free slot | |
/// | complete, retry, bury | the worker, if it still holds the lease | yes |
/// | release: it stops before the job began, or cannot try it | the worker, if it still holds the lease | no |
/// | lease ran out: the worker died or hangs | the next claim of any worker | no, but the crash is |
/// | `run_at` came | the next claim of a worker that knows its kind | |
///
/// A worker whose lease is gone moves nothing: its token is older than the job's.
public enum JobState {
  /// Can be taken now.
  READY(0),
  /// Waits for its time: it was enqueued with a delay, or failed and will be tried again.
  WAITING(1),
  /// A worker holds the lease.
  RUNNING(2),
  /// It worked. Final.
  DONE(4),
  /// Given up: it failed for good or too often; the reason is kept. Final.
  DEAD(6);

  private final int code;

  JobState(int code) {
    this.code = code;
  }

  /// How the store writes it. Numbers are never given away again; 3 and 5 are kept for jobs that
  /// wait for others and for cancelled ones.
  public int code() {
    return code;
  }

  /// The state with this code.
  ///
  /// @throws IllegalArgumentException if there is none
  public static JobState of(int code) {
    for (JobState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException(
        "no job state has code " + code + "; a newer program wrote it");
  }
}
