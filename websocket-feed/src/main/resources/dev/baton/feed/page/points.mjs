// What a chart shows: a column of times, and one for each value. A row of nulls is a break: something is lost there.
// Undefined is no sample: an event without this value. The line goes on over that, and not over a break.

const MOST = 20_000;

export class Points {
  /** Seconds since 1970, rising. */
  times = [];

  /** Name of a value -> its column. */
  columns = new Map();

  /** Where something is lost: `{ after, before, lost, why }`, times of the neighbours; `before` is null until it is known. */
  breaks = [];

  #open = null;

  event({ ts, d }) {
    const time = this.#timeFor(ts / 1e6);
    if (this.#open !== null) this.#close(time);
    this.#row(time);
    for (const [name, value] of Object.entries(d)) this.#column(name)[this.times.length - 1] = value;
    if (this.times.length > MOST) this.#trim();
  }

  /** Clocks go back; the order of events does not, and so the axis must not. */
  #timeFor(time) {
    const last = this.times.at(-1) ?? -Infinity;
    if (time < last - 1) {
      this.#cut(time);
      this.lost(0, 'the clock of the server went back');
      return time;
    }
    return Math.max(time, last + 1e-6);
  }

  /** These events will never come; several in a row are one break. */
  lost(count, why) {
    if (this.#open === null) {
      this.#open = { after: this.times.at(-1) ?? null, before: null, lost: 0, why };
      this.breaks.push(this.#open);
    }
    this.#open.lost += count;
    if (!this.#open.why.includes(why)) this.#open.why += ', ' + why;
  }

  #close(time) {
    this.#open.before = time;
    if (this.#open.after !== null) {
      this.#row((this.#open.after + time) / 2);
      for (const column of this.columns.values()) column[this.times.length - 1] = null;
    }
    this.#open = null;
  }

  #row(time) {
    this.times.push(time);
    for (const column of this.columns.values()) column.push(undefined);
  }

  #column(name) {
    let column = this.columns.get(name);
    if (column === undefined) {
      column = new Array(this.times.length).fill(undefined);
      this.columns.set(name, column);
    }
    return column;
  }

  /** Takes away what is at this time or later. */
  #cut(time) {
    const from = this.times.findIndex((one) => one >= time);
    this.times.length = from;
    for (const column of this.columns.values()) column.length = from;
    this.breaks = this.breaks.filter(({ after }) => after === null || after < time);
    if (this.#open !== null) this.#open.before = time;
    this.#open = null;
  }

  /** Takes away the oldest fifth. */
  #trim() {
    const count = MOST / 5;
    this.times.splice(0, count);
    for (const column of this.columns.values()) column.splice(0, count);
    this.breaks = this.breaks.filter(({ before }) => before === null || before > this.times[0]);
  }

  /** The newest of these values, and the least and the most, between two times. */
  summary(name, since, until) {
    const column = this.columns.get(name) ?? [];
    let [now, least, most] = [undefined, Infinity, -Infinity];
    for (let i = column.length - 1; i >= 0 && this.times[i] >= since; i--) {
      const value = column[i];
      if (value === null || value === undefined || this.times[i] > until) continue;
      now ??= value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return now === undefined ? null : { now, least, most };
  }
}
