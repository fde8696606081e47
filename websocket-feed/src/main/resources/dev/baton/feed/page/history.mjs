// Asks the history, more than once if need be, and gives what a Recovery takes as an answer.

import { pause } from './backoff.mjs';

const TRIES = 5;
const ANSWER_MS = 3_000;
const MOST_PAUSE_MS = 30_000;
const LIMIT = 1_000;

class Busy extends Error {
  constructor(status, retryAfter) {
    super(`it answered ${status}`);
    this.retryMs = Math.min(MOST_PAUSE_MS, (Number(retryAfter) || 0) * 1_000);
  }
}

/**
 * @param get fetches a path of the server: `(path, signal) => Response`
 * @param sleep `(ms, signal)`
 * @param signal ends it: the connection was lost, and the question is to be asked when it is back
 * @returns null if it was ended
 */
export async function ask({ get, sleep, random }, { channel, epoch, from, to }, signal) {
  const query = new URLSearchParams({ ch: channel, epoch, from, to, limit: LIMIT });
  for (let tried = 1; ; tried++) {
    try {
      return await once(get, `v1/history?${query}`, epoch, signal);
    } catch (failure) {
      if (signal.aborted) return null;
      if (tried === TRIES) return { kind: 'failed', why: `the history could not be read: ${failure.message}` };
      await sleep(pause(tried, 0, failure.retryMs ?? 0, random()), signal);
      if (signal.aborted) return null;
    }
  }
}

async function once(get, path, epoch, signal) {
  const response = await get(path, AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]));
  const { status } = response;
  if (status === 429 || status >= 500) throw new Busy(status, response.headers.get('Retry-After'));
  const body = await response.json();
  switch (status) {
    case 200:
      return { kind: 'page', events: body.events.map((event) => ({ ...event, epoch: body.epoch })) };
    case 409:
      return { kind: 'epoch', epoch: body.epoch };
    case 410:
      return { kind: 'gone', first: body.first };
    default:
      return { kind: 'failed', why: `the history answered ${status}` };
  }
}
