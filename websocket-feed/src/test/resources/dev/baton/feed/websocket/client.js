// Pings each 20 ms while it receives numbered messages; at the end wants the pong of its last ping.
const WebSocket = require('ws');
const [url, count] = [process.argv[2], Number(process.argv[3])];
const socket = new WebSocket(url, 'echo.v1', {perMessageDeflate: true});
let received = 0, pings = 0, pongs = 0, unanswered = Date.now();
let timer;
const fail = why => { console.log('failed: ' + why); process.exit(1); };
socket.on('open', () => {
  timer = setInterval(() => {
    if (Date.now() - unanswered > 5000) fail('no pong for 5 s');
    socket.ping(String(pings++));
  }, 20);
});
socket.on('pong', payload => {
  pongs++;
  unanswered = Date.now();
  if (payload.toString() === 'last') socket.close(1000, 'done');
});
socket.on('message', (data, binary) => {
  if (binary || data.toString() !== 'message ' + received) fail('got ' + data + ' at ' + received);
  if (++received === count) { clearInterval(timer); socket.ping('last'); }
});
socket.on('error', error => fail(error));
socket.on('close', code => {
  console.log(`received ${received}, protocol ${socket.protocol}, extensions "${socket.extensions}", code ${code}, ` +
    (pongs > 0 ? 'pongs' : 'no pongs'));
});
