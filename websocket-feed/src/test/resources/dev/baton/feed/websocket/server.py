# Sends numbered messages, pings by itself each 50 ms, and gives a client up that does not answer for 5 s.
import asyncio
import sys

import websockets


async def main(count):
    ended = asyncio.get_running_loop().create_future()

    async def send(socket):
        for number in range(count):
            await socket.send(f"message {number}")
            if number % 10 == 0:
                await asyncio.sleep(0.01)

    async def serve(socket):
        sending = asyncio.create_task(send(socket))
        for expected in range(count):
            echo = await socket.recv()
            if echo != f"message {expected}":
                sys.exit(f"failed: echo {echo} at {expected}")
        await sending
        await socket.close(4000, "done")
        print(f"echoes {count}, code {socket.close_code}")
        ended.set_result(None)

    async with websockets.serve(
        serve, "127.0.0.1", 0, subprotocols=["echo.v1"], ping_interval=0.05, ping_timeout=5
    ) as server:
        print("port", server.sockets[0].getsockname()[1], flush=True)
        await ended


asyncio.run(main(int(sys.argv[1])))
