"""Sends an event to everyone, again and again. Arguments: port, microseconds."""

import asyncio
import sys
import time

try:
    from websockets.asyncio.server import broadcast, serve
except ImportError:  # before 13.0
    from websockets import broadcast, serve

EVENT = (
    '{"op":"ev","ch":"host.cpu","epoch":"1d2k8f0a7q3z","seq":%d,"ts":%d,"d":{"load":0.4312,'
    '"user":0.2511,"system":0.1701,"iowait":0.0002,"steal":0.0098}}'
)
subscribers = set()


async def subscribe(connection):
    subscribers.add(connection)
    try:
        await connection.wait_closed()
    finally:
        subscribers.discard(connection)


async def main():
    port, every = int(sys.argv[1]), int(sys.argv[2]) / 1e6
    loop = asyncio.get_running_loop()
    async with serve(subscribe, "127.0.0.1", port, compression=None, backlog=4096) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        due, seq = loop.time(), 0
        while True:
            seq += 1
            broadcast(subscribers, EVENT % (seq, time.time_ns() // 1000))
            due = max(due + every, loop.time())
            await asyncio.sleep(due - loop.time())


asyncio.run(main())
