# Pings by itself each 50 ms and gives up after 5 s without pong, while it receives numbered messages.
import asyncio
import sys

import websockets


async def main(url, count):
    async with websockets.connect(
        url, subprotocols=["echo.v1"], ping_interval=0.05, ping_timeout=5
    ) as socket:
        for expected in range(count):
            message = await socket.recv()
            if message != f"message {expected}":
                sys.exit(f"failed: got {message} at {expected}")
        pong = await socket.ping("last")
        await asyncio.wait_for(pong, 5)
        extensions = ", ".join(str(each) for each in socket.extensions)
    print(
        f'received {count}, protocol {socket.subprotocol}, extensions "{extensions}", code {socket.close_code}, pongs'
    )


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
