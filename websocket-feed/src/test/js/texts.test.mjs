import assert from 'node:assert/strict';
import test from 'node:test';
import { durationText, tickText, valueText } from '../../main/resources/dev/baton/feed/page/texts.mjs';
import { wording } from '../../main/resources/dev/baton/feed/page/status.mjs';

test('values have their units', () => {
  assert.equal(valueText(0.125, 'share'), '12.5 %');
  assert.equal(valueText(3_200_118_784, 'bytes'), '2.98 GiB');
  assert.equal(valueText(512, 'bytes'), '512 B');
  assert.equal(valueText(1_572_864, 'bytes/s'), '1.50 MiB/s');
  assert.equal(valueText(57, 'count'), '57');
  assert.equal(valueText(7.89, 'count'), '7.89');
  assert.equal(valueText(123_456.7, 'count/s'), '123,457/s');
  assert.equal(valueText(1.5, 'ms'), '1.50 ms');
  assert.equal(valueText(21.5, 'volts'), '21.5 volts');
  assert.equal(tickText(0.5, 'share'), '50 %');
  assert.equal(tickText(8 * 2 ** 30, 'bytes'), '8 GiB');
});

test('durations are short', () => {
  assert.equal(durationText(420), '0.4 s');
  assert.equal(durationText(61_000), '61 s');
  assert.equal(durationText(600_000), '10 min');
  assert.equal(durationText(-5), '0.0 s');
});

test('the state is said in a word and a reason', () => {
  const quiet = { now: 0, silence: 0, missing: 0 };
  assert.deepEqual(wording({ name: 'LIVE' }, quiet), ['LIVE', '']);
  assert.deepEqual(wording({ name: 'LIVE' }, { ...quiet, missing: 1 }), ['FILLING', '1 event from the history']);
  assert.deepEqual(wording({ name: 'LIVE' }, { ...quiet, silence: 7_000 }), ['SILENT', 'for 7.0 s; it is given up after 12 s']);
  assert.deepEqual(wording({ name: 'WAITING', until: 2_100, why: 'it is gone' }, quiet), ['RECONNECTING in 3 s', 'it is gone']);
  assert.deepEqual(wording({ name: 'REFUSED', why: 'no' }, quiet), ['TOKEN NEEDED', 'no']);
});
