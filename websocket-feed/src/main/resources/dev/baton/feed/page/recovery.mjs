// Puts the events of one channel in order, finds what is missing, and declares what cannot be had. The same algorithm
// as dev.baton.feed.recovery.Recovery, for who wants every event; a test plays the same scripts to both.
//
//   shown or declared            missing      held            not heard of
//  ----------------------- | - - - - - - | ###### - - ### | . . . . . . .
//                          next                           top

const CONTRADICTION = 'the history contradicts itself';
const NEW_EPOCH = 'the stream began anew';

/** Streams may change back: so many old epochs are continued. */
const RETIRED = 8;

export class Recovery {
  /** Null until the first subscription. */
  epoch = null;

  /** The lowest number that is neither shown nor declared. */
  next = 1;

  /** The epoch that was heard of in place of ours since the last subscription, or null. */
  other = null;

  duplicates = 0;

  /** The highest number that was heard of, and the highest that was said to be of this epoch. */
  #top = 0;
  #certain = 0;

  /** Number -> an event that came too early, and whether the history gave it. */
  #held = new Map();
  #lowest = Infinity;
  #most;
  #retired = new Map();

  /** @param most how many events it keeps that came too early */
  constructor(most) {
    this.#most = most;
  }

  /** Before the first subscription: what is from this number on is wanted, also if it was published long ago. */
  begin(epoch, wanted) {
    this.epoch = epoch;
    this.next = wanted;
    this.#top = wanted - 1;
    this.#certain = this.#top;
  }

  /** A subscription was made: the stream is this, and what follows is above `newest`. */
  subscribed(epoch, newest) {
    const out = [];
    if (this.other !== null) this.#forgetUncertain();
    if (this.epoch === null) this.begin(epoch, newest + 1);
    else if (this.epoch !== epoch) this.#changeEpoch(epoch, out);
    this.other = null;
    this.#hearOf(newest);
    return out;
  }

  #hearOf(seq) {
    this.#top = Math.max(this.#top, seq);
    this.#certain = Math.max(this.#certain, seq);
  }

  #changeEpoch(epoch, out) {
    for (let range; (range = this.missing()) !== null; ) this.#declare(range.to, NEW_EPOCH, out);
    out.push({ kind: 'reset', from: this.epoch, to: epoch });
    this.#retire();
    this.begin(epoch, this.#retired.get(epoch) ?? 1);
  }

  #retire() {
    this.#retired.set(this.epoch, this.next);
    if (this.#retired.size > RETIRED) this.#retired.delete(this.#retired.keys().next().value);
  }

  /** What nobody has said to be of our epoch may have been of the other. */
  #forgetUncertain() {
    this.#top = Math.max(this.#certain, this.next - 1);
  }

  /** An event came. */
  heard(event) {
    const out = [];
    if (event.epoch === this.epoch) this.#take(event, false, out);
    else if (this.epoch !== null) this.other = event.epoch;
    return out;
  }

  /** The stream has got as far as this. The epoch is null from servers that do not say it. */
  heardOf(epoch, newest) {
    if (this.epoch === null) return;
    if (this.epoch === epoch) this.#hearOf(newest);
    else if (epoch !== null) this.other = epoch;
    else if (this.other === null) this.#top = Math.max(this.#top, newest);
  }

  /** What to ask the history for, or null: the lowest run of numbers that are not here. */
  missing() {
    if (this.next > this.#top) return null;
    return { from: this.next, to: this.#held.size === 0 ? this.#top : this.#lowest - 1 };
  }

  /** The history has answered what it was asked in this epoch, for this range. */
  answered(epoch, asked, answer) {
    const out = [];
    if (epoch !== this.epoch) return out;
    const fitting = answer.kind === 'page' ? this.#fitting(answer, asked) : [];
    fitting.forEach((event) => this.#take(event, true, out));
    const missing = this.missing();
    if (missing !== null && this.next === asked.from) this.#declareUnfilled(missing, fitting, answer, out);
    return out;
  }

  /** What was asked for; a history may send anything. */
  #fitting(page, asked) {
    return page.events.filter(({ epoch, seq }) => epoch === this.epoch && asked.from <= seq && seq <= asked.to);
  }

  #declareUnfilled(missing, fitting, answer, out) {
    switch (answer.kind) {
      case 'page': {
        // What is further on may not be held, if there was no room, but is there to be asked for.
        const last = fitting.reduce((least, { seq }) => Math.min(least, seq - 1), missing.to);
        return this.#declare(last, 'not in the history', out);
      }
      case 'gone':
        return answer.first > this.next
          ? this.#declare(Math.min(answer.first - 1, missing.to), 'no longer in the history', out)
          : this.#declare(missing.to, CONTRADICTION, out);
      case 'epoch':
        return answer.epoch === this.epoch
          ? this.#declare(missing.to, CONTRADICTION, out)
          : this.#leave(answer.epoch, missing, out);
      default:
        return this.#declare(missing.to, answer.why, out);
    }
  }

  /** The history has gone over to another epoch: what is missing of ours cannot be had. */
  #leave(now, missing, out) {
    this.other = now;
    if (this.next <= this.#certain) this.#declare(Math.min(missing.to, this.#certain), NEW_EPOCH, out);
    this.#forgetUncertain();
  }

  #take(event, filled, out) {
    const { seq } = event;
    if (seq < this.next || this.#held.has(seq)) {
      this.duplicates++;
      return;
    }
    this.#hearOf(seq);
    if (seq === this.next) {
      this.#show({ event, filled }, out);
      this.#drain(out);
    } else if (this.#held.size < this.#most) {
      this.#held.set(seq, { event, filled });
      this.#lowest = Math.min(this.#lowest, seq);
    }
  }

  #declare(to, why, out) {
    out.push({ kind: 'gap', epoch: this.epoch, from: this.next, to, why });
    this.next = to + 1;
    this.#drain(out);
  }

  #drain(out) {
    if (this.#lowest !== this.next) return;
    for (let early; (early = this.#held.get(this.next)) !== undefined; ) {
      this.#held.delete(this.next);
      this.#show(early, out);
    }
    this.#lowest = Infinity;
    for (const seq of this.#held.keys()) this.#lowest = Math.min(this.#lowest, seq);
  }

  #show({ event, filled }, out) {
    out.push({ kind: 'event', event, filled });
    this.next = event.seq + 1;
  }
}
