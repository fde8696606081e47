// What the page says of the connection, always in sight: a word for the state, why, and the figures.

import { byId, say } from './elements.mjs';
import { countText, durationText } from './texts.mjs';

/** A server that says nothing for longer than a heartbeat is looked at with doubt. */
const DOUBT_MS = 6_500;

/**
 * @param state of the [Connection]
 * @param figures `now`, `silence` in milliseconds, `missing` events, and whether anything has `come`
 * @returns a word, and why
 */
export function wording(state, { now, silence, missing }) {
  switch (state.name) {
    case 'LIVE':
      if (silence > DOUBT_MS) return ['SILENT', `for ${durationText(silence)}; it is given up after 12 s`];
      return missing > 0 ? ['FILLING', `${countText(missing, 'event', 'events')} from the history`] : ['LIVE', ''];
    case 'WAITING':
      return [`RECONNECTING in ${Math.ceil(Math.max(0, state.until - now) / 1_000)} s`, state.why];
    case 'REFUSED':
      return ['TOKEN NEEDED', state.why];
    case 'CONNECTING':
      return ['CONNECTING', state.why];
    default:
      return ['STOPPED', state.why];
  }
}

export class Status {
  #name = '';

  /** @param figures also `age` of the last event in milliseconds or null, `filled`, `lost` */
  show(state, figures) {
    const [word, why] = wording(state, figures);
    const [name] = word.split(' ');
    if (name !== this.#name) this.#become(name, state);
    say('word', word);
    say('why', why);
    say('age', figures.age === null ? 'none yet' : `${durationText(figures.age)} ago`);
    say('filled', figures.filled.toLocaleString('en'));
    say('lost', figures.lost.toLocaleString('en'));
    byId('lost').classList.toggle('some', figures.lost > 0);
  }

  /** What changes seldom, and is spoken. */
  #become(name, state) {
    this.#name = name;
    document.body.dataset.state = name;
    document.title = name === 'LIVE' ? 'Live feed' : `${name.toLowerCase()} – Live feed`;
    byId('now').hidden = state.name !== 'WAITING';
    byId('token').hidden = state.name !== 'REFUSED';
    say('spoken', `The feed is ${name.toLowerCase()}.`);
  }
}
