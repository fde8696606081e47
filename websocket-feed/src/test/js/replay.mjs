// Plays the scripts of RecoveryAgreementTest to the page's recovery: node replay.mjs FILE

import { readFileSync } from 'node:fs';
import { Recovery } from '../../main/resources/dev/baton/feed/page/recovery.mjs';

const lines = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n');
let scripts = 0;
let begin = 0;
let recovery;

const said = (word) => (word === 'null' ? null : word);
const event = (text) => ({ epoch: text[0], seq: Number(text.slice(1)) });

function answer(kind, body) {
  switch (kind) {
    case 'page':
      return { kind, events: body === '' ? [] : body.split(',').map(event) };
    case 'gone':
      return { kind, first: Number(body) };
    case 'epoch':
      return { kind, epoch: body };
    default:
      return { kind, why: body };
  }
}

function play(line) {
  const [what, epoch, number, ...rest] = line.split(' ');
  switch (what) {
    case 'begin':
      return recovery.begin(epoch, Number(number)) ?? [];
    case 'subscribed':
      return recovery.subscribed(epoch, Number(number));
    case 'heard':
      return recovery.heard({ epoch, seq: Number(number) });
    case 'heardOf':
      return recovery.heardOf(said(epoch), Number(number)) ?? [];
    default: {
      const [to, kind, ...body] = rest;
      return recovery.answered(epoch, { from: Number(number), to: Number(to) }, answer(kind, body.join(' ')));
    }
  }
}

function text(delivery) {
  switch (delivery.kind) {
    case 'event':
      return delivery.event.epoch + delivery.event.seq + (delivery.filled ? ' filled' : '');
    case 'gap':
      return `hole in ${delivery.epoch} ${delivery.from}-${delivery.to}: ${delivery.why}`;
    default:
      return `reset ${delivery.from} to ${delivery.to}`;
  }
}

function state(deliveries) {
  const { next, epoch, other, duplicates } = recovery;
  const missing = recovery.missing();
  const range = missing === null ? 'nothing' : `${missing.from}-${missing.to}`;
  return `[${deliveries.map(text).join(', ')}] next ${next}, missing ${range}, epoch ${epoch}, other ${other}, twice ${duplicates}`;
}

for (let i = 0; i < lines.length; i++) {
  if (lines[i].startsWith('script ')) {
    recovery = new Recovery(Number(lines[i].slice(7)));
    scripts++;
    begin = i;
    continue;
  }
  const got = state(play(lines[i]));
  if (got !== lines[++i]) {
    console.log([...lines.slice(begin, i), `expected ${lines[i]}`, `got      ${got}`].join('\n'));
    process.exit(1);
  }
}
console.log(`${scripts} scripts agree`);
