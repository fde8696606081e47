// The browser, as the connection sees it.

const PROTOCOL = 'feed.v1';

export function world(token) {
  return {
    now: () => performance.now(),
    wall: () => Date.now(),
    hidden: () => document.visibilityState === 'hidden',
    every: (ms, action) => setInterval(action, ms),
    after: (ms, action) => setTimeout(action, ms),
    stop: (timer) => clearTimeout(timer),
    random: Math.random,
    ticket: () => token.ticket(),
    open,
  };
}

/** On the host, the port and the path of this page. */
function open(ticket) {
  const address = new URL('.', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  if (ticket !== null) address.searchParams.set('ticket', ticket);
  return new WebSocket(address, PROTOCOL);
}

/** Ends sooner if the signal is given. */
export function sleep(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
