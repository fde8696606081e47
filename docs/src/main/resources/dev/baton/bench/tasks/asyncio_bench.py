"""The rows of `bench primitives` for asyncio: the same work as TaskWorkloads.java and SyncWorkloads.java.

usage: python3 asyncio_bench.py ROW full|quick     (CPython 3.11 or newer)
Prints one number: the median round's figure, in the row's unit.
"""

import asyncio
import gc
import statistics
import sys
import time
import tracemalloc

HOUR = 3600


class Countdown:
    """Done when it was counted down this often."""

    def __init__(self, count):
        self.left = count
        self.done = asyncio.get_running_loop().create_future()

    def down(self):
        self.left -= 1
        if self.left == 0:
            self.done.set_result(None)


class Scale:
    """How much of the full work is done."""

    def __init__(self, fraction):
        self.fraction = fraction

    def of(self, full):
        return max(1, round(full * self.fraction))


def nanos_each(start, operations):
    return (time.perf_counter_ns() - start) / operations


def require(operations, seen):
    if seen != operations:
        raise RuntimeError(f"the workload did {seen} of {operations} operations")
    return operations


def start_all(count, body):
    """Starts this many tasks; the list keeps them, since a loop does not."""
    return [asyncio.create_task(body()) for _ in range(count)]


async def empty():
    return 1


async def yields(scale):
    tasks, times = 1_000, scale.of(1_000)
    ended = Countdown(tasks)

    async def body():
        for _ in range(times):
            await asyncio.sleep(0)
        ended.down()

    start = time.perf_counter_ns()
    kept = start_all(tasks, body)
    await ended.done
    return nanos_each(start, len(kept) * times)


async def starts(scale):
    count = scale.of(500_000)
    total = 0
    start = time.perf_counter_ns()
    for _ in range(count):
        total += await asyncio.create_task(empty())
    return nanos_each(start, require(count, total))


async def groups(scale):
    groups, size = scale.of(500), 1_000
    ran = 0

    async def body():
        nonlocal ran
        ran += 1

    start = time.perf_counter_ns()
    for _ in range(groups):
        async with asyncio.TaskGroup() as group:
            for _ in range(size):
                group.create_task(body())
    return nanos_each(start, require(groups * size, ran))


async def queue(scale):
    items = scale.of(500_000)
    queue = asyncio.Queue(1)
    total = 0

    async def produce():
        for _ in range(items):
            await queue.put(1)

    async def consume():
        nonlocal total
        for _ in range(items):
            total += await queue.get()

    start = time.perf_counter_ns()
    producer = asyncio.create_task(produce())
    await asyncio.create_task(consume())
    await producer
    return nanos_each(start, require(items, total))


async def hold(scale, what):
    tasks, times = 1_000, scale.of(300)
    ended = Countdown(tasks)

    async def body():
        for _ in range(times):
            async with what:
                await asyncio.sleep(0)
        ended.down()

    start = time.perf_counter_ns()
    kept = start_all(tasks, body)
    await ended.done
    return nanos_each(start, len(kept) * times)


async def lock(scale):
    return await hold(scale, asyncio.Lock())


async def semaphore(scale):
    return await hold(scale, asyncio.Semaphore(10))


async def event(scale):
    count = scale.of(100_000)
    event = asyncio.Event()
    ended = Countdown(count)

    async def body():
        await event.wait()
        ended.down()

    kept = start_all(count, body)
    await asyncio.sleep(0)
    start = time.perf_counter_ns()
    event.set()
    await ended.done
    return nanos_each(start, len(kept))


async def start_sleepers(count, seconds, ended):
    """Returns when all of them sleep."""

    async def body():
        try:
            await asyncio.sleep(seconds)
        finally:
            ended.down()

    tasks = start_all(count, body)
    await asyncio.sleep(0)
    return tasks


async def cancel(scale):
    count = scale.of(100_000)
    ended = Countdown(count)
    tasks = await start_sleepers(count, HOUR, ended)
    start = time.perf_counter_ns()
    for task in tasks:
        task.cancel()
    await ended.done
    return nanos_each(start, count)


async def timeout(scale):
    count = scale.of(500_000)
    total = 0
    start = time.perf_counter_ns()
    for _ in range(count):
        async with asyncio.timeout(1):
            total += 1
    return nanos_each(start, require(count, total))


async def sleepers(scale):
    count = scale.of(1_000_000)
    ended = Countdown(count)
    start = time.perf_counter_ns()
    kept = await start_sleepers(count, 1, ended)
    await ended.done
    return nanos_each(start, 1_000_000)


async def memory(scale):
    """Counting every allocation is slow: a tenth of the sleepers will do, each takes the same."""
    count = scale.of(100_000)
    ended = Countdown(count)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    tasks = await start_sleepers(count, HOUR, ended)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    for task in tasks:
        task.cancel()
    await ended.done
    return (after - before) / count


ROWS = {
    "yield": yields,
    "start": starts,
    "group": groups,
    "queue": queue,
    "lock": lock,
    "semaphore": semaphore,
    "event": event,
    "cancel": cancel,
    "timeout": timeout,
    "sleepers": sleepers,
    "memory": memory,
}


def measure(row, scale):
    gc.collect()
    return asyncio.run(ROWS[row](scale))


def main():
    row, length = sys.argv[1:]
    if length == "quick":
        print(measure(row, Scale(0.01)))
        return
    measure(row, Scale(0.1))  # no JIT, but caches and the memory of the process get warm
    figures, start = [], time.monotonic()
    while time.monotonic() - start < 1.5:
        figures.append(measure(row, Scale(1)))
    print(statistics.median(figures))


main()
