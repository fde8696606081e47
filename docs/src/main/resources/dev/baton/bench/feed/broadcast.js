// Sends an event to everyone, again and again. Arguments: port, microseconds.
const { performance } = require('node:perf_hooks');
const { WebSocket, WebSocketServer } = require('ws');

const every = Number(process.argv[3]) / 1000;
let seq = 0;

function event() {
  const now = Math.floor((performance.timeOrigin + performance.now()) * 1000);
  return `{"op":"ev","ch":"host.cpu","epoch":"1d2k8f0a7q3z","seq":${++seq},"ts":${now},"d":{"load":0.4312,`
    + '"user":0.2511,"system":0.1701,"iowait":0.0002,"steal":0.0098}}';
}

const server = new WebSocketServer({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 4096 });

function broadcast() {
  const bytes = Buffer.from(event());
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) client.send(bytes, { binary: false });
  }
}

server.on('connection', (client) => client.on('error', () => client.terminate()));
server.on('listening', () => {
  console.log(server.address().port);
  let due = performance.now();
  (function again() {
    broadcast();
    due = Math.max(due + every, performance.now());
    setTimeout(again, due - performance.now());
  })();
});
