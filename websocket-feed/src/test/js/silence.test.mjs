import assert from 'node:assert/strict';
import test from 'node:test';
import { FakeWorld } from './fake.mjs';
import { Silence } from '../../main/resources/dev/baton/feed/page/silence.mjs';

function begin() {
  const world = new FakeWorld();
  const noticed = [];
  const silence = new Silence(world, () => noticed.push(world.time));
  silence.begin(12_000);
  return { world, silence, noticed };
}

test('silence is noticed soon after the limit, and once it is over not', async () => {
  const { world, silence, noticed } = begin();
  await world.pass(11_000);
  silence.heard();
  await world.pass(12_000);
  assert.deepEqual(noticed, []);
  await world.pass(1_000);
  assert.deepEqual(noticed, [24_000]);
  silence.end();
  await world.pass(60_000);
  assert.equal(noticed.length, 1);
  assert.equal(world.timers(), 0);
});

test('a hidden page has no timer, and lets arrive what has come meanwhile', async () => {
  const { world, silence, noticed } = begin();
  world.isHidden = true;
  silence.visibilityChanged();
  assert.equal(world.timers(), 0);
  await world.pass(600_000);
  world.isHidden = false;
  silence.visibilityChanged();
  await world.pass(5_000);
  silence.heard();
  await world.pass(12_000);
  assert.deepEqual(noticed, []);
});

test('a connection that died while the page was hidden is given up half a limit later', async () => {
  const { world, silence, noticed } = begin();
  world.isHidden = true;
  silence.visibilityChanged();
  await world.pass(600_000);
  world.isHidden = false;
  silence.visibilityChanged();
  await world.pass(7_000);
  assert.deepEqual(noticed, [607_000]);
});

test('after a sleep in which the clock stood, a dead connection is given up as fast', async () => {
  const { world, silence, noticed } = begin();
  await world.pass(1_000);
  silence.heard();
  world.asleep = 3_600_000;
  await world.pass(8_000);
  assert.deepEqual(noticed, [9_000]);
});

test('a wall clock that is set ends nothing that lives', async () => {
  const { world, silence, noticed } = begin();
  for (let second = 0; second < 60; second++) {
    if (second === 10) world.asleep = 3_600_000;
    if (second === 30) world.asleep = -3_600_000;
    if (second % 5 === 0) silence.heard();
    await world.pass(1_000);
  }
  assert.deepEqual(noticed, []);
});
