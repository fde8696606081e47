// Numbers as people read them.

const POWERS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** A value with its unit, as the server names it; with as many digits as its neighbours have. */
export function valueText(value, unit) {
  return withUnit(value, unit, unit === 'share' ? steady : significant);
}

/** The same at an axis, where values are round. */
export function tickText(value, unit) {
  return withUnit(value, unit, (number) => number.toLocaleString('en', { maximumFractionDigits: 2 }));
}

function withUnit(value, unit, text) {
  switch (unit) {
    case 'share':
      return `${text(value * 100)} %`;
    case 'bytes':
      return bytes(value, text);
    case 'bytes/s':
      return `${bytes(value, text)}/s`;
    case 'count':
    case undefined:
      return text(value);
    case 'count/s':
      return `${text(value)}/s`;
    default:
      return `${text(value)} ${unit}`;
  }
}

function bytes(value, text) {
  let power = 0;
  for (; Math.abs(value) >= 1024 && power < POWERS.length - 1; power++) value /= 1024;
  return `${power === 0 ? Math.round(value) : text(value)} ${POWERS[power]}B`;
}

function steady(value) {
  return value.toFixed(1);
}

/** Three digits that mean something, and all of a larger number. */
function significant(value) {
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** How long ago, or for how long. */
export function durationText(ms) {
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

export function countText(count, one, more) {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
}
