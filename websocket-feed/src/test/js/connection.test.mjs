import assert from 'node:assert/strict';
import test from 'node:test';
import { Connection, Refused } from '../../main/resources/dev/baton/feed/page/connection.mjs';
import { FakeWorld, settle } from './fake.mjs';

const WELCOME = { op: 'welcome', v: 1, hb: 5_000, http: 1, channels: ['a'] };

function page() {
  const world = new FakeWorld();
  const trail = [];
  const connection = new Connection(world, {
    changed: () => trail.at(-1) !== connection.state.name && trail.push(connection.state.name),
    welcome: () => trail.push('welcome'),
    message: (message) => trail.push(message.op),
    lost: () => trail.push('lost'),
  });
  return { world, trail, connection };
}

async function live() {
  const all = page();
  await all.connection.connect();
  all.world.sockets[0].says(WELCOME);
  return all;
}

test('connects, says so, and gives what comes', async () => {
  const { world, trail } = await live();
  world.sockets[0].says({ op: 'hb' });
  assert.deepEqual(trail, ['CONNECTING', 'LIVE', 'welcome', 'hb']);
});

test('a ticket goes with the connection it is for', async () => {
  const { world, connection } = page();
  world.tickets = ['one'];
  await connection.connect();
  assert.equal(world.sockets[0].ticket, 'one');
});

test('comes back by itself, and waits for as long as the server asks', async () => {
  const { world, connection, trail } = await live();
  await world.pass(20_000 - 8_001);
  world.sockets[0].says({ op: 'hb' });
  world.sockets[0].says({ op: 'bye', code: 1001, why: 'the server is stopping', retryMs: 4_000 });
  assert.equal(connection.state.why, 'the server is stopping');
  assert.equal(connection.state.until, world.time + 4_500, 'what it asks for, and then a random time');
  assert.ok(world.sockets[0].closed);
  await world.pass(4_499);
  assert.equal(world.sockets.length, 1);
  await world.pass(1);
  world.sockets[1].says(WELCOME);
  assert.deepEqual(trail.slice(-5), ['lost', 'WAITING', 'CONNECTING', 'LIVE', 'welcome']);
});

test('pauses grow while nothing answers, and are short again after a living connection', async () => {
  const { world, connection } = page();
  world.tickets = Array.from({ length: 400 }, () => new Error('nobody is there'));
  connection.connect();
  const pauses = [];
  for (let i = 0; i < 100; i++) {
    await settle();
    pauses.push(connection.state.until - world.time);
    await world.pass(pauses.at(-1));
  }
  assert.deepEqual(pauses.slice(0, 3), [500, 1_000, 1_000]);
  assert.equal(pauses.at(-1), 30_000);
  assert.ok(pauses.every((one, index) => index === 0 || one >= pauses[index - 1]));

  world.tickets = [];
  await world.pass(30_000);
  const socket = world.sockets[0];
  socket.says(WELCOME);
  await world.pass(10_000);
  socket.says({ op: 'hb' });
  socket.onclose({ code: 1006 });
  assert.equal(connection.state.until - world.time, 500);
});

test('a server that says nothing is given up, before and after its welcome', async () => {
  const { world, connection } = page();
  connection.connect();
  await world.pass(11_000);
  assert.equal(connection.state.why, 'the server was silent');
  await world.pass(500);
  world.sockets[1].says(WELCOME);
  await world.pass(14_000);
  assert.equal(connection.state.name, 'CONNECTING');
  assert.equal(world.sockets.length, 3);
});

test('what an old connection still says is not heard', async () => {
  const { world, trail } = await live();
  world.sockets[0].onclose({ code: 1006 });
  await world.pass(1_000);
  world.sockets[1].says(WELCOME);
  const before = trail.length;
  world.sockets[0].says({ op: 'ev' });
  world.sockets[0].onclose({ code: 1006 });
  assert.equal(trail.length, before);
});

test('waits for a token, and not for time', async () => {
  const { world, connection } = page();
  world.tickets = [new Refused('the server wants a token')];
  await connection.connect();
  assert.equal(connection.state.name, 'REFUSED');
  await world.pass(600_000);
  assert.equal(world.sockets.length, 0);
  await connection.connect();
  assert.equal(world.sockets.length, 1);
});

test('stops at what another try cannot mend', async () => {
  const wrongVersion = await live();
  wrongVersion.world.sockets[0].says({ ...WELCOME, v: 2 });
  assert.equal(wrongVersion.connection.state.name, 'STOPPED');

  for (const code of [1002, 1003, 1007, 1009, 4400, 4401, 4403]) {
    const bad = await live();
    bad.world.sockets[0].onclose({ code });
    assert.equal(bad.connection.state.name, 'STOPPED', `after ${code}`);
    await bad.world.pass(600_000);
    await bad.connection.connect();
    assert.equal(bad.world.sockets.length, 1);
  }
});

test('whoever looks at the page again does not wait', async () => {
  const { world, connection } = page();
  world.tickets = [new Error('nobody is there')];
  connection.connect();
  await settle();
  assert.equal(connection.state.name, 'WAITING');
  connection.visibilityChanged();
  await settle();
  assert.equal(world.sockets.length, 1);
  await world.pass(9_000);
  assert.equal(world.sockets.length, 1);
});

test('what is no JSON ends the connection and not the page', async () => {
  const { world, connection } = await live();
  world.sockets[0].onmessage({ data: '{' });
  assert.equal(connection.state.name, 'WAITING');
});
