import assert from 'node:assert/strict';
import test from 'node:test';
import { Points } from '../../main/resources/dev/baton/feed/page/points.mjs';

const at = (seconds, d) => ({ ts: seconds * 1e6, d });

test('a value that is missing is no sample, and no break', () => {
  const points = new Points();
  points.event(at(1, { a: 1, b: 2 }));
  points.event(at(2, { a: 3 }));
  points.event(at(3, { a: 4, c: 5 }));
  assert.deepEqual(points.times, [1, 2, 3]);
  assert.deepEqual(points.columns.get('b'), [2, undefined, undefined]);
  assert.deepEqual(points.columns.get('c'), [undefined, undefined, 5]);
});

test('what is lost is a row of nulls between its neighbours', () => {
  const points = new Points();
  points.event(at(1, { a: 1, b: 1 }));
  points.lost(2, 'gone');
  points.lost(3, 'gone');
  assert.deepEqual(points.breaks, [{ after: 1, before: null, lost: 5, why: 'gone' }]);
  points.event(at(7, { a: 2 }));
  assert.deepEqual(points.times, [1, 4, 7]);
  assert.deepEqual(points.columns.get('a'), [1, null, 2]);
  assert.deepEqual(points.columns.get('b'), [1, null, undefined]);
  assert.equal(points.breaks[0].before, 7);
});

test('what is lost before the first event has no row', () => {
  const points = new Points();
  points.lost(2, 'gone');
  points.event(at(7, { a: 2 }));
  assert.deepEqual(points.times, [7]);
  assert.deepEqual(points.breaks, [{ after: null, before: 7, lost: 2, why: 'gone' }]);
});

test('times rise, whatever the clock of the server does', () => {
  const points = new Points();
  for (const second of [10, 11, 10.5, 12, 13, 11.5, 12.5]) points.event(at(second, { a: second }));
  assert.ok(points.times.every((time, index) => index === 0 || time > points.times[index - 1]), `${points.times}`);
  assert.equal(points.breaks[0].why, 'the clock of the server went back');
  assert.equal(points.columns.get('a').length, points.times.length);
});

test('it keeps a bounded number of rows, the newest', () => {
  const points = new Points();
  for (let second = 1; second <= 50_000; second++) points.event(at(second, { a: second }));
  assert.ok(points.times.length <= 20_000);
  assert.equal(points.times.at(-1), 50_000);
  assert.equal(points.columns.get('a').length, points.times.length);
});

test('a summary is of the time in sight', () => {
  const points = new Points();
  [5, 1, 9, 4].forEach((value, second) => points.event(at(second + 1, { a: value })));
  assert.deepEqual(points.summary('a', 2, 9), { now: 4, least: 1, most: 9 });
  assert.deepEqual(points.summary('a', 1, 2), { now: 1, least: 1, most: 5 });
  assert.equal(points.summary('a', 99, 99), null);
  assert.equal(points.summary('never', 0, 9), null);
});
