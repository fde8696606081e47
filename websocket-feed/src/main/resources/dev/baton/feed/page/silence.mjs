// Notices that nothing has come for too long. The timers of a hidden page run once a minute or not at all, and those of
// a machine that sleeps not either. So there is no timer while the page is hidden, and whoever wakes up first lets
// arrive what has come meanwhile: half of the limit, which is longer than a heartbeat.

const TICK = 1_000;

export class Silence {
  #world;
  #onSilent;
  #limit = Infinity;
  #heard = 0;
  #deadline = Infinity;
  #timer = null;
  #ticked = { now: 0, wall: 0 };

  /** @param world `now()` monotonic, `wall()`, `hidden()`, `every(ms, action)` and `stop(timer)` */
  constructor(world, onSilent) {
    this.#world = world;
    this.#onSilent = onSilent;
  }

  /** Begins to listen: something must come within each `limit` milliseconds. */
  begin(limit) {
    this.#limit = limit;
    this.heard();
    this.#run();
  }

  end() {
    this.#limit = Infinity;
    this.#halt();
  }

  heard() {
    this.#heard = this.#world.now();
    this.#deadline = this.#heard + this.#limit;
  }

  /** How long nothing has come. */
  lasts() {
    return this.#world.now() - this.#heard;
  }

  /** The page is hidden, or shown again. */
  visibilityChanged() {
    if (this.#world.hidden()) this.#halt();
    else this.wake();
  }

  /** Time may have passed that nobody has noticed. */
  wake() {
    if (this.#limit === Infinity) return;
    this.#deadline = this.#world.now() + this.#limit / 2;
    this.#run();
  }

  #run() {
    this.#halt();
    if (this.#world.hidden()) return;
    this.#ticked = this.#time();
    this.#timer = this.#world.every(TICK, () => this.#tick());
  }

  #halt() {
    if (this.#timer !== null) this.#world.stop(this.#timer);
    this.#timer = null;
  }

  #tick() {
    const before = this.#ticked;
    this.#ticked = this.#time();
    const passed = Math.max(this.#ticked.now - before.now, this.#ticked.wall - before.wall);
    if (passed > 3 * TICK) this.wake();
    else if (this.#ticked.now > this.#deadline) this.#onSilent();
  }

  /** While a machine sleeps, the monotonic clock of some browsers stands still. */
  #time() {
    return { now: this.#world.now(), wall: this.#world.wall() };
  }
}
