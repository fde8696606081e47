// Times of the day, here and in UTC. The axis follows the choice of the reader, the clock below shows both.

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
const formats = {
  local: new Intl.DateTimeFormat('en-GB', clock),
  utc: new Intl.DateTimeFormat('en-GB', { ...clock, timeZone: 'UTC' }),
};
const dates = {
  local: new Intl.DateTimeFormat('en-CA'),
  utc: new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC' }),
};

/** @param zone `local` or `utc` */
export function timeText(seconds, zone) {
  return formats[zone].format(seconds * 1_000);
}

/** At an axis with a label each so many seconds. */
export function tickTime(seconds, zone, each) {
  return each < 60 ? timeText(seconds, zone) : timeText(seconds, zone).slice(0, 5);
}

export function dateText(seconds, zone) {
  return dates[zone].format(seconds * 1_000);
}

/** How far the clock here is from UTC at this time: it changes twice a year. */
export function offsetText(seconds) {
  const minutes = -new Date(seconds * 1_000).getTimezoneOffset();
  const pad = (number) => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}
