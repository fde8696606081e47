// A server of feed.v1 in 100 lines of Node, without any package: an independent peer for the watcher.
// It has one channel, which tries what a watcher must bear: a gap, a late and a repeated event, an event of an
// unknown kind, a loss that it declares, a tail that only the heartbeat shows, and an end with a new epoch.
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';

const CHANNEL = 'peer.ch';
let epoch = 'first';
let top = 0;
let connections = 0;

const event = (seq) => ({ seq, ts: seq * 1000, d: { value: seq } });

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const answer = (status, body) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (url.pathname !== '/v1/history') return answer(404, { msg: 'no' });
  if (url.searchParams.get('epoch') !== epoch) return answer(409, { epoch });
  const from = Number(url.searchParams.get('from'));
  const to = Math.min(Number(url.searchParams.get('to')), top, from + 1); // two at a time
  const events = [];
  for (let seq = from; seq <= to; seq++) events.push(event(seq));
  answer(200, { ch: CHANNEL, epoch, first: 1, top, events });
});

server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11')
    .digest('base64');
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Protocol: feed.v1\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.on('error', () => {});
  const say = (message) => {
    const text = Buffer.from(JSON.stringify(message));
    const head = text.length < 126 ? [0x81, text.length] : [0x81, 126, text.length >> 8, text.length & 255];
    socket.write(Buffer.concat([Buffer.from(head), text]));
  };
  const publish = (seq) => say({ op: 'ev', ch: CHANNEL, epoch, ...event(seq) });
  say({
    op: 'welcome', v: 1, hb: 200, http: server.address().port, channels: [CHANNEL],
    units: { [CHANNEL]: { value: 'count' } },
  });
  let data = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    data = Buffer.concat([data, chunk]);
    while (data.length >= 6) {
      let length = data[1] & 127;
      let at = 2;
      if (length === 126) {
        length = data.readUInt16BE(2);
        at = 4;
      }
      if (data.length < at + 4 + length) return;
      const payload = Buffer.from(data.subarray(at + 4, at + 4 + length));
      for (let i = 0; i < length; i++) payload[i] ^= data[at + (i % 4)];
      const opcode = data[0] & 15;
      data = data.subarray(at + 4 + length);
      if (opcode === 8) return socket.end(Buffer.concat([Buffer.from([0x88, payload.length]), payload]));
      if (opcode === 1) take(JSON.parse(payload));
    }
  });
  const take = (message) => {
    if (message.op !== 'sub') return;
    connections++;
    say({ op: 'subbed', id: message.id, ch: CHANNEL, epoch, first: 1, top, recovered: false });
    if (connections === 1) {
      top = 9;
      [1, 2, 5, 4, 4, 1].forEach(publish); // 3 is missing, 4 is late and comes twice, 1 is old
      say({ op: 'surprise', what: 'of a later version' });
      say({ op: 'lost', ch: CHANNEL, epoch, from: 6, to: 7, why: 'slow' });
      say({ op: 'hb', ts: 0, top: { [CHANNEL]: 9 }, epochs: { [CHANNEL]: epoch } }); // 8 and 9: the tail
      setTimeout(() => {
        epoch = 'second';
        top = 3;
        say({ op: 'bye', code: 1012, why: 'a new epoch', retryMs: 10 });
        socket.end(Buffer.from([0x88, 2, 3, 0xf4]));
      }, 300);
    }
    const beat = setInterval(
      () => say({ op: 'hb', ts: 0, top: { [CHANNEL]: top }, epochs: { [CHANNEL]: epoch } }), 200);
    socket.on('close', () => clearInterval(beat));
  };
});

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
