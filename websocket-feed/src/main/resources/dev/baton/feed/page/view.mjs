// How the reader looks at the charts: over which time, in which zone, paused or not; and when they are drawn.

import { byId, say } from './elements.mjs';
import { countText } from './texts.mjs';
import { dateText, offsetText, timeText } from './times.mjs';

const TICK_MS = 1_000;
const LEAST_SECONDS = 30;

export class View {
  zone = 'local';

  #minutes = 5;
  #paused = null;
  #waiting = 0;
  #draw;
  #frame = null;
  #timer = null;
  #cursor = null;
  #end = null;

  /** @param draw draws the page */
  constructor(draw) {
    this.#draw = draw;
    this.#choose('span', (value) => (this.#minutes = Number(value)));
    this.#choose('zone', (value) => (this.zone = value));
    byId('pause').addEventListener('click', () => this.#pauseOrGoOn());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.soon());
    this.visibilityChanged();
  }

  #choose(name, take) {
    for (const input of document.querySelectorAll(`input[name="${name}"]`)) {
      if (input.checked) take(input.value);
      input.addEventListener('change', () => {
        take(input.value);
        this.soon();
      });
    }
  }

  #pauseOrGoOn() {
    this.#paused = this.#paused === null ? this.#end : null;
    this.#waiting = 0;
    byId('pause').setAttribute('aria-pressed', String(this.#paused !== null));
    this.soon();
  }

  /** Something has come. */
  changed() {
    if (this.#paused !== null) this.#waiting++;
    this.soon();
  }

  /** With the next picture of the screen; a hidden page has none. */
  soon() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  /** Times go on, also when nothing comes. There is no timer while nobody looks. */
  visibilityChanged() {
    clearInterval(this.#timer);
    if (document.visibilityState === 'hidden') return;
    this.#timer = setInterval(() => this.soon(), TICK_MS);
    this.soon();
  }

  /** The cursor is at this time, or nowhere. */
  pointAt(seconds) {
    this.#cursor = seconds;
    this.soon();
  }

  /** @param now the time of the server in seconds; null before the first event */
  draw(cards, now) {
    if (now === null) return;
    this.#end = this.#paused ?? now;
    const all = [...cards];
    const begin = this.#begin(Math.min(...all.map((card) => card.points.times[0] ?? now)));
    for (const card of all) card.draw(begin, this.#end);
    this.#tell(this.#cursor ?? this.#end);
  }

  /** A server that has just begun fills the chart all the same, once it has a little. */
  #begin(first) {
    return Math.max(this.#end - this.#minutes * 60, Math.min(first, this.#end - LEAST_SECONDS));
  }

  #tell(seconds) {
    say('local', `${timeText(seconds, 'local')} (${offsetText(seconds)})`);
    say('utc', `${dateText(seconds, 'utc')} ${timeText(seconds, 'utc')} UTC`);
    say('pause', this.#paused === null ? 'Pause' : `Go on (${countText(this.#waiting, 'event', 'events')} since)`);
  }
}
