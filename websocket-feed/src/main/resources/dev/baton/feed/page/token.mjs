// The token of a server that wants one. It stays in this tab, and never stands in an address: a request has it in a
// field, and a WebSocket, which has no fields, gets a ticket that lets in once.

import { Refused } from './connection.mjs';

const KEY = 'feed-token';
const ANSWER_MS = 5_000;

/** A browser may refuse to keep anything; then it is asked for after each reload. */
function kept(action) {
  try {
    return action(sessionStorage);
  } catch {
    return null;
  }
}

export class Token {
  #text = kept((storage) => storage.getItem(KEY));

  set(text) {
    this.#text = text;
    kept((storage) => storage.setItem(KEY, text));
  }

  /** Fetches a path of the server. */
  fetch(path, options = {}) {
    const headers = this.#text === null ? {} : { Authorization: `Bearer ${this.#text}` };
    return fetch(path, { ...options, headers, cache: 'no-store' });
  }

  /** Null if this server wants none. */
  async ticket() {
    const response = await this.#post().catch(() => {
      throw new Error('the server does not answer');
    });
    if (response.status === 401) {
      throw new Refused(this.#text === null ? 'the server wants a token' : 'the server does not know this token');
    }
    if (response.status === 404 || response.status === 405) return null;
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return (await response.json()).ticket;
  }

  #post() {
    return this.fetch('v1/ticket', { method: 'POST', signal: AbortSignal.timeout(ANSWER_MS) });
  }
}
