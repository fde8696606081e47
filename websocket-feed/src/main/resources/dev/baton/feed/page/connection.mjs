// One connection after the other: when to try, when it lives, when to give it up. It knows no channel and no page.
//
//   CONNECTING --welcome--> LIVE --closed, silent, bye--> WAITING --pause--> CONNECTING
//       |                                                    ^
//       +---- no answer, no welcome -------------------------+
//       +---- the server wants a token ---> REFUSED --token--> CONNECTING
//       +---- it speaks another version --> STOPPED

import { pause } from './backoff.mjs';
import { Silence } from './silence.mjs';

const VERSION = 1;
const WELCOME_MS = 10_000;
const STEADY_MS = 10_000;
const TOO_MANY_MS = 5_000;

/** Codes after which another try would end in the same way. */
const FAULTS = new Set([1002, 1003, 1007, 1009, 4400, 4401, 4403]);

/** The server wants a token, or another one. */
export class Refused extends Error {}

export class Connection {
  /** What is said: `{ name, why, until }`; `until` is when the next try begins. */
  state = { name: 'CONNECTING', why: '' };

  #world;
  #listener;
  #silence;
  #socket = null;
  #timer = null;
  #attempt = 0;
  #failures = 0;
  #lostAt = null;
  #liveAt = null;
  #retryMs = 0;

  /**
   * @param world of [Silence], and `open(ticket)` a WebSocket, `ticket()`, `after(ms, action)`, `random()`
   * @param listener `changed()`, `welcome(message)`, `message(message)`, `lost()`
   */
  constructor(world, listener) {
    this.#world = world;
    this.#listener = listener;
    this.#silence = new Silence(world, () => this.#giveUp('the server was silent'));
  }

  /** Tries now, whatever it waits for; does nothing to a connection that lives. */
  async connect() {
    if (this.#socket !== null || this.state.name === 'STOPPED') return;
    this.#world.stop(this.#timer);
    const attempt = ++this.#attempt;
    this.#become({ name: 'CONNECTING', why: this.state.why });
    try {
      const ticket = await this.#world.ticket();
      if (attempt === this.#attempt) this.#open(this.#world.open(ticket));
    } catch (failure) {
      if (attempt === this.#attempt) this.#failed(failure);
    }
  }

  #failed(failure) {
    if (failure instanceof Refused) this.#become({ name: 'REFUSED', why: failure.message });
    else this.#wait(failure.message);
  }

  #open(socket) {
    this.#socket = socket;
    this.#retryMs = 0;
    this.#silence.begin(WELCOME_MS);
    socket.onmessage = ({ data }) => this.#took(socket, data);
    socket.onclose = ({ code }) => this.#closed(socket, code);
  }

  #took(socket, data) {
    if (socket !== this.#socket) return;
    this.#silence.heard();
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      this.#giveUp('the server sent what is no JSON');
      return;
    }
    this.#take(message);
  }

  #take(message) {
    switch (message.op) {
      case 'welcome':
        return this.#welcome(message);
      case 'bye':
        this.#retryMs = message.retryMs ?? 0;
        return this.#giveUp(message.why ?? 'the server said goodbye');
      default:
        return this.#listener.message(message);
    }
  }

  #welcome(message) {
    if (message.v !== VERSION) {
      this.#stop(`the server speaks version ${message.v} of the protocol, this page version ${VERSION}`);
      return;
    }
    this.#liveAt = this.#world.now();
    this.#silence.begin(2 * message.hb + 2_000);
    this.#become({ name: 'LIVE', why: '' });
    this.#listener.welcome(message);
  }

  send(message) {
    this.#socket?.send(JSON.stringify(message));
  }

  #closed(socket, code) {
    if (socket !== this.#socket) return;
    if (FAULTS.has(code)) {
      this.#stop(`the server has closed the connection with code ${code}: reload this page`);
      return;
    }
    if (code === 4429) this.#retryMs = TOO_MANY_MS;
    this.#giveUp(this.state.name === 'LIVE' ? 'the connection was lost' : 'the server does not answer');
  }

  #giveUp(why) {
    this.#leave();
    this.#wait(why);
  }

  #stop(why) {
    this.#leave();
    this.#become({ name: 'STOPPED', why });
  }

  /** A socket that is left closes itself, and is not listened to any more: half-open ones take minutes. */
  #leave() {
    const socket = this.#socket;
    this.#socket = null;
    this.#silence.end();
    socket?.close();
    const lived = this.#liveAt === null ? 0 : this.#world.now() - this.#liveAt;
    if (lived >= STEADY_MS) this.#failures = 0;
    if (lived >= STEADY_MS || this.#lostAt === null) this.#lostAt = this.#world.now();
    this.#liveAt = null;
    this.#listener.lost();
  }

  #wait(why) {
    this.#lostAt ??= this.#world.now();
    const outage = this.#world.now() - this.#lostAt;
    const ms = pause(++this.#failures, outage, this.#retryMs, this.#world.random());
    this.#become({ name: 'WAITING', why, until: this.#world.now() + ms });
    this.#timer = this.#world.after(ms, () => this.connect());
  }

  /** The page is hidden, or shown again: who looks at it does not want to wait. */
  visibilityChanged() {
    this.#silence.visibilityChanged();
    if (!this.#world.hidden() && this.state.name === 'WAITING') this.connect();
  }

  /** The machine was asleep, or its network away. */
  woke() {
    this.#silence.wake();
    if (this.state.name === 'WAITING') this.connect();
  }

  /** How long the server has said nothing, in milliseconds; 0 without a connection. */
  silence() {
    return this.state.name === 'LIVE' ? this.#silence.lasts() : 0;
  }

  #become(state) {
    this.state = state;
    this.#listener.changed();
  }
}
