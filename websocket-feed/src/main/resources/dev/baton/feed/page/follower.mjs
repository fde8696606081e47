// Follows one channel: gives what comes to its Recovery, and asks the history for what is missing, one question at a
// time. At first it also fetches what has been before, so that a chart begins full.

import { Recovery } from './recovery.mjs';

const HELD = 10_000;

/** Events before the first subscription that are fetched at most. */
const PAST = 1_000;

export class Follower {
  /** How many events the history has given after a loss, and how many are lost. */
  filled = 0;
  lost = 0;

  #channel;
  #ask;
  #send;
  #see;
  #recovery = new Recovery(HELD);
  #past = { epoch: null, to: 0 };
  #connection = null;
  #asking = false;
  #asked = null;

  /**
   * @param ask `(question, signal) => answer`
   * @param send a message to the server
   * @param see what a Recovery gives
   */
  constructor(channel, { ask, send, see }) {
    this.#channel = channel;
    this.#ask = ask;
    this.#send = send;
    this.#see = see;
  }

  /** A connection is there. */
  connected() {
    this.#connection = new AbortController();
    this.#subscribe(null);
  }

  disconnected() {
    this.#connection?.abort();
    this.#connection = null;
  }

  /** @param heardOf the epoch because of which it subscribes once more, or null */
  #subscribe(heardOf) {
    this.#asked = heardOf;
    const { epoch, next } = this.#recovery;
    const from = epoch === null ? undefined : { epoch, seq: next };
    this.#send({ op: 'sub', id: 1, ch: this.#channel, from });
  }

  subscribed({ epoch, first, top }) {
    if (this.#recovery.epoch === null) {
      this.#past = { epoch, to: top };
      this.#recovery.begin(epoch, Math.max(first, top - PAST + 1));
    }
    this.#tell(this.#recovery.subscribed(epoch, top));
    this.#fill();
  }

  heard(event) {
    this.#tell(this.#recovery.heard(event));
    this.#follow();
  }

  /** @param epoch null if the server does not say it */
  heardOf(epoch, top) {
    this.#recovery.heardOf(epoch, top);
    this.#follow();
  }

  /** A heartbeat allows one more try to follow another epoch. */
  heartbeat(epoch, top) {
    this.#asked = null;
    this.heardOf(epoch, top);
  }

  #follow() {
    const { other } = this.#recovery;
    if (other !== null && other !== this.#asked && this.#connection !== null) this.#subscribe(other);
    this.#fill();
  }

  async #fill() {
    if (this.#asking) return;
    this.#asking = true;
    for (let range; this.#connection !== null && (range = this.#recovery.missing()) !== null; ) {
      const { epoch } = this.#recovery;
      const question = { channel: this.#channel, epoch, ...range };
      const answer = await this.#ask(question, this.#connection.signal);
      if (answer !== null) this.#tell(this.#recovery.answered(epoch, range, answer));
    }
    this.#asking = false;
  }

  /** What was published before this page is loaded is neither filled nor lost. */
  #tell(deliveries) {
    for (const delivery of deliveries) {
      const { kind } = delivery;
      const isPast = this.#isPast(delivery);
      if (kind === 'gap' && isPast) continue;
      if (kind === 'gap') this.lost += delivery.to - delivery.from + 1;
      if (kind === 'event' && delivery.filled && !isPast) this.filled++;
      this.#see(delivery);
    }
  }

  #isPast({ event, epoch = event?.epoch, to = event?.seq }) {
    return epoch === this.#past.epoch && to <= this.#past.to;
  }

  /** How many events are known to be missing. */
  missing() {
    const range = this.#recovery.missing();
    return range === null ? 0 : range.to - range.from + 1;
  }
}
