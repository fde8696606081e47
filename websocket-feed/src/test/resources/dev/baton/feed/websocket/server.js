// Sends numbered messages, pings each 20 ms, and gives a client up that does not answer for 5 s.
const {WebSocketServer} = require('ws');
const count = Number(process.argv[2]);
const server = new WebSocketServer({port: 0, host: '127.0.0.1', perMessageDeflate: true, handleProtocols: () => 'echo.v1'});
server.on('listening', () => console.log('port ' + server.address().port));
server.on('connection', socket => {
  let sent = 0, pings = 0, answered = Date.now(), echoes = 0;
  const pinger = setInterval(() => {
    if (Date.now() - answered > 5000) { console.log('failed: no pong for 5 s'); process.exit(1); }
    socket.ping(String(pings++));
  }, 20);
  const sender = setInterval(() => {
    for (let i = 0; i < 10 && sent < count; i++) socket.send('message ' + sent++);
  }, 10);
  socket.on('pong', () => { answered = Date.now(); });
  socket.on('message', data => {
    if (data.toString() !== 'message ' + echoes++) { console.log('failed: echo ' + data); process.exit(1); }
    if (echoes === count) socket.close(4000, 'done');
  });
  socket.on('close', code => {
    clearInterval(pinger); clearInterval(sender);
    console.log(`echoes ${echoes}, code ${code}`);
    server.close();
  });
});
