// Answers every request with the same kibibyte.
const http = require('node:http');

const page = Buffer.alloc(1024, 'x');
const server = http.createServer((request, response) => {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Content-Length', page.length);
  response.end(page);
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => console.log(server.address().port));
