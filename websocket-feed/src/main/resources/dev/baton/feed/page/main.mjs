// Puts the page together: one connection, a follower and a card for each channel, and a clock that draws.

import { Card } from './card.mjs';
import { Connection } from './connection.mjs';
import { Follower } from './follower.mjs';
import { Status } from './status.mjs';
import { Token } from './token.mjs';
import { View } from './view.mjs';
import { ask } from './history.mjs';
import { byId, say } from './elements.mjs';
import { sleep, world } from './world.mjs';

const token = new Token();
const status = new Status();
const view = new View(() => draw());
const cards = new Map();
const followers = new Map();

const connection = new Connection(world(token), { changed: () => draw(), welcome, message, lost });

/** When the last event came, by the clock here. */
let came = null;

/** The same moment on both clocks: here in milliseconds, and for the server in seconds. */
let clock = null;

/** Counts the connections that were lost: what was asked for over one of them is not for the next. */
let losses = 0;

async function welcome({ channels, units = {} }) {
  const before = losses;
  const unknown = channels.filter((channel) => !followers.has(channel));
  const about = unknown.length > 0 ? await aboutChannels() : new Map();
  if (losses !== before) return;
  for (const channel of unknown) follow(channel, about.get(channel), units[channel]);
  for (const follower of followers.values()) follower.connected();
}

/** What channels are, for people. A server that does not say it is no worse. */
async function aboutChannels() {
  try {
    const response = await token.fetch('v1/channels');
    const { channels = [] } = response.ok ? await response.json() : {};
    return new Map(channels.map((one) => [one.ch, one]));
  } catch {
    return new Map();
  }
}

function follow(channel, about, units) {
  byId('empty').hidden = true;
  const card = new Card(byId('charts'), channel, about, units, view);
  cards.set(channel, card);
  const history = { get: (path, signal) => token.fetch(path, { signal }), sleep, random: Math.random };
  const question = (asked, signal) => ask(history, asked, signal);
  const send = (message) => connection.send(message);
  const see = (delivery) => {
    card.see(delivery);
    if (clock === null && delivery.kind === 'event') setClock(delivery.event.ts);
    view.changed();
  };
  followers.set(channel, new Follower(channel, { ask: question, send, see }));
}

function message(message) {
  const follower = followers.get(message.ch);
  switch (message.op) {
    case 'subbed':
      return follower?.subscribed(message);
    case 'ev':
      came = performance.now();
      setClock(message.ts);
      return follower?.heard(message);
    case 'lost':
      return follower?.heardOf(message.epoch ?? null, message.to);
    case 'hb':
      return heartbeat(message);
    default:
      return undefined;
  }
}

function setClock(ts) {
  clock = { here: performance.now(), there: ts / 1e6 };
}

function heartbeat({ ts, top, epochs = {} }) {
  setClock(ts);
  for (const [channel, follower] of followers) follower.heartbeat(epochs[channel] ?? null, top[channel] ?? 0);
}

function lost() {
  losses++;
  for (const follower of followers.values()) follower.disconnected();
}

function draw() {
  const now = performance.now();
  const sum = (figure) => [...followers.values()].reduce((all, follower) => all + figure(follower), 0);
  status.show(connection.state, {
    now,
    silence: connection.silence(),
    age: came === null ? null : now - came,
    missing: sum((follower) => follower.missing()),
    filled: sum((follower) => follower.filled),
    lost: sum((follower) => follower.lost),
  });
  view.draw(cards.values(), clock === null ? null : clock.there + (now - clock.here) / 1_000);
}

byId('now').addEventListener('click', () => connection.connect());
byId('token').addEventListener('submit', (event) => {
  event.preventDefault();
  token.set(byId('token-text').value.trim());
  byId('token-text').value = '';
  connection.connect();
});
document.addEventListener('visibilitychange', () => {
  connection.visibilityChanged();
  view.visibilityChanged();
});
for (const event of ['online', 'pageshow']) window.addEventListener(event, () => connection.woke());
document.addEventListener('resume', () => connection.woke());

say('server', location.host);
connection.connect();
