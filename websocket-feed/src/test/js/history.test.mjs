import assert from 'node:assert/strict';
import test from 'node:test';
import { ask } from '../../main/resources/dev/baton/feed/page/history.mjs';

const QUESTION = { channel: 'host.cpu', epoch: 'a', from: 2, to: 5 };

/** A server that gives these responses in turn, and one who asks it. */
function history(...responses) {
  const all = { paths: [], pauses: [], end: new AbortController() };
  const get = async (path) => {
    all.paths.push(path);
    const next = responses.shift();
    if (next instanceof Error) throw next;
    return next;
  };
  const sleep = async (ms) => all.pauses.push(ms);
  all.answer = () => ask({ get, sleep, random: () => 0 }, QUESTION, all.end.signal);
  return all;
}

const json = (status, body, headers) => new Response(JSON.stringify(body), { status, headers });

test('each status is an answer', async () => {
  const page = history(json(200, { epoch: 'a', events: [{ seq: 2, ts: 1, d: {} }] }));
  assert.deepEqual(await page.answer(), { kind: 'page', events: [{ epoch: 'a', seq: 2, ts: 1, d: {} }] });
  assert.equal(page.paths[0], 'v1/history?ch=host.cpu&epoch=a&from=2&to=5&limit=1000');
  assert.deepEqual(await history(json(409, { epoch: 'b' })).answer(), { kind: 'epoch', epoch: 'b' });
  assert.deepEqual(await history(json(410, { first: 4 })).answer(), { kind: 'gone', first: 4 });
  assert.equal((await history(json(404, { msg: 'no' })).answer()).kind, 'failed');
});

test('asks again when it is busy, broken or away, and waits as it is told', async () => {
  const all = history(
    json(503, {}, { 'Retry-After': '2' }),
    new TypeError('Failed to fetch'),
    new Response('<html>'),
    json(410, { first: 4 }),
  );
  assert.equal((await all.answer()).kind, 'gone');
  assert.deepEqual(all.pauses, [2_000, 0, 0]);
});

test('a history that never answers is given up', async () => {
  const all = history(...Array.from({ length: 9 }, () => json(500, {})));
  assert.deepEqual(await all.answer(), { kind: 'failed', why: 'the history could not be read: it answered 500' });
  assert.equal(all.paths.length, 5);
});

test('a lost connection ends the question', async () => {
  const all = history(new TypeError('Failed to fetch'), json(410, { first: 4 }));
  all.end.abort();
  assert.equal(await all.answer(), null);
});
