import assert from 'node:assert/strict';
import test from 'node:test';
import { Follower } from '../../main/resources/dev/baton/feed/page/follower.mjs';
import { settle } from './fake.mjs';

const event = (seq, epoch = 'a') => ({ epoch, seq, ts: 0, d: {} });
const subbed = (first, top, epoch = 'a') => ({ op: 'subbed', ch: 'c', epoch, first, top });

/** A follower, and a history that has every number, until it is told otherwise. */
function follow() {
  const all = { asked: [], sent: [], seen: [], answer: null };
  const ask = async (question, signal) => {
    all.asked.push(`${question.epoch} ${question.from}-${question.to}`);
    const { from, to, epoch } = question;
    const events = Array.from({ length: to - from + 1 }, (_, i) => event(from + i, epoch));
    return all.answer === null ? { kind: 'page', events } : all.answer(question, signal);
  };
  const see = (d) => all.seen.push(d.kind === 'event' ? d.event.seq : d.kind === 'gap' ? `gap ${d.from}-${d.to}` : d.kind);
  all.follower = new Follower('c', { ask, send: (message) => all.sent.push(message), see });
  return all;
}

test('begins full, and that is not counted as filled', async () => {
  const { follower, asked, seen } = follow();
  follower.connected();
  follower.subscribed(subbed(3, 6));
  follower.heard(event(7));
  await settle();
  assert.deepEqual(asked, ['a 3-6']);
  assert.deepEqual(seen, [3, 4, 5, 6, 7]);
  assert.equal(follower.filled, 0);
});

test('fetches a thousand at most at first', async () => {
  const { follower, asked } = follow();
  follower.connected();
  follower.subscribed(subbed(1, 90_000));
  await settle();
  assert.deepEqual(asked, ['a 89001-90000']);
});

test('fills a gap, and the tail that a heartbeat tells of', async () => {
  const { follower, asked, seen } = follow();
  follower.connected();
  follower.subscribed(subbed(1, 0));
  follower.heard(event(1));
  follower.heard(event(4));
  await settle();
  follower.heartbeat('a', 6);
  await settle();
  assert.deepEqual(asked, ['a 2-3', 'a 5-6']);
  assert.deepEqual(seen, [1, 2, 3, 4, 5, 6]);
  assert.equal(follower.filled, 4);
});

test('declares what the history has no more', async () => {
  const all = follow();
  all.answer = ({ from }) => (from === 1 ? { kind: 'gone', first: 3 } : { kind: 'page', events: [event(3)] });
  all.follower.connected();
  all.follower.subscribed(subbed(1, 0));
  all.follower.heard(event(4));
  await settle();
  assert.deepEqual(all.seen, ['gap 1-2', 3, 4]);
  assert.equal(all.follower.lost, 2);
});

test('asks again after a lost connection, and resumes where it was', async () => {
  const all = follow();
  all.answer = (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
  all.follower.connected();
  all.follower.subscribed(subbed(1, 0));
  all.follower.heard(event(3));
  all.follower.disconnected();
  await settle();
  assert.deepEqual(all.seen, []);
  all.answer = null;
  all.follower.connected();
  assert.deepEqual(all.sent.at(-1).from, { epoch: 'a', seq: 1 });
  all.follower.subscribed(subbed(1, 4));
  await settle();
  assert.deepEqual(all.seen, [1, 2, 3, 4]);
});

test('reads a new epoch from its first number', async () => {
  const { follower, seen } = follow();
  follower.connected();
  follower.subscribed(subbed(1, 0));
  follower.heard(event(1));
  follower.disconnected();
  follower.connected();
  follower.subscribed(subbed(1, 2, 'b'));
  await settle();
  assert.deepEqual(seen, [1, 'reset', 1, 2]);
  assert.equal(follower.filled, 2);
});

test('subscribes once more when another epoch is heard of, once a heartbeat', async () => {
  const { follower, sent } = follow();
  follower.connected();
  follower.subscribed(subbed(1, 0));
  follower.heard(event(7, 'b'));
  follower.heard(event(8, 'b'));
  assert.equal(sent.length, 2);
  follower.heartbeat('b', 9);
  assert.equal(sent.length, 3);
});
