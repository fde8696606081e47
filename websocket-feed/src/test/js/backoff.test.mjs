import assert from 'node:assert/strict';
import test from 'node:test';
import { pause } from '../../main/resources/dev/baton/feed/page/backoff.mjs';

test('the most grows with the failures and with the outage', () => {
  assert.equal(pause(1, 0, 0, 1), 500);
  assert.equal(pause(5, 0, 0, 1), 1_000);
  assert.equal(pause(5, 14_999, 0, 1), 1_000);
  assert.equal(pause(9, 15_000, 0, 1), 2_000);
  assert.equal(pause(9, 59_999, 0, 1), 2_000);
  assert.equal(pause(9, 60_000, 0, 1), 30_000);
  assert.equal(pause(5_000, 1e9, 0, 1), 30_000);
});

test('the pause is anything up to that, and after what the server asks for', () => {
  assert.equal(pause(9, 60_000, 0, 0), 0);
  assert.equal(pause(9, 60_000, 0, 0.5), 15_000);
  assert.equal(pause(1, 0, 700, 0), 700);
  assert.equal(pause(1, 0, 700, 0.1), 750);
  assert.equal(pause(1, 0, 700, 1), 1_200);
});
