// How long to wait before the next try: a random time, so that those who were cut off together do not come back
// together; short at first, as most outages are.

const FIRST = 250;

/** The most, by how long the outage has lasted; in milliseconds. */
function cap(outage) {
  if (outage < 15_000) return 1_000;
  return outage < 60_000 ? 2_000 : 30_000;
}

/**
 * @param failures in a row
 * @param outage how long the connection has been lost
 * @param least what the server has asked for; the random time comes after it
 * @param chance 0 to 1
 */
export function pause(failures, outage, least, chance) {
  const most = Math.min(cap(outage), FIRST * 2 ** Math.min(failures, 20));
  return least + chance * most;
}
