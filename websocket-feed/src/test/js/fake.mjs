// A browser by hand: its clock stands until a test moves it.

export class FakeWorld {
  time = 0;
  asleep = 0;
  isHidden = false;
  sockets = [];
  tickets = [];
  #timers = new Map();
  #last = 0;

  now = () => this.time;
  wall = () => this.time + this.asleep;
  hidden = () => this.isHidden;
  random = () => 1;

  every = (ms, action) => this.#add(ms, action, ms);
  after = (ms, action) => this.#add(ms, action, null);
  stop = (timer) => this.#timers.delete(timer);

  #add(ms, action, each) {
    this.#timers.set(++this.#last, { at: this.time + ms, action, each });
    return this.#last;
  }

  timers() {
    return this.#timers.size;
  }

  /** Lets time pass, and what follows from it. */
  async pass(ms) {
    const end = this.time + ms;
    await settle();
    for (let next; (next = this.#next(end)) !== null; ) {
      const [id, timer] = next;
      this.time = timer.at;
      if (timer.each === null) this.#timers.delete(id);
      else timer.at += timer.each;
      timer.action();
      await settle();
    }
    this.time = end;
  }

  #next(end) {
    const due = [...this.#timers].filter(([, timer]) => timer.at <= end);
    return due.length === 0 ? null : due.reduce((one, other) => (other[1].at < one[1].at ? other : one));
  }

  ticket = async () => {
    const ticket = this.tickets.shift() ?? null;
    if (ticket instanceof Error) throw ticket;
    return ticket;
  };

  open = (ticket) => {
    const socket = {
      ticket,
      sent: [],
      closed: false,
      send: (text) => socket.sent.push(JSON.parse(text)),
      close: () => (socket.closed = true),
      says: (message) => socket.onmessage({ data: JSON.stringify(message) }),
    };
    this.sockets.push(socket);
    return socket;
  };
}

/** Lets promises that are ready go on. */
export async function settle() {
  for (let i = 0; i < 20; i++) await null;
}
