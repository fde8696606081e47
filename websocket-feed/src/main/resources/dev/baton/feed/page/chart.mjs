// One chart: the values of a channel that have the same unit, over the same times.

import { gapsPlugin } from './gaps.mjs';
import { tickText } from './texts.mjs';
import { tickTime } from './times.mjs';

const HEIGHT = 150;
const FONT = '11px system-ui, sans-serif';

/** Colors are those of the style, so that they follow light and dark. */
export function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export class Chart {
  #plot;
  #points;
  #names;

  /**
   * @param place an element
   * @param view what the reader has chosen: `zone`; and `pointAt(seconds)`, which is told where the cursor is, or null
   */
  constructor(place, points, names, unit, view) {
    this.#points = points;
    this.#names = names;
    this.#plot = new uPlot(this.#options(place.clientWidth, unit, view), this.#data(), place);
    this.#watchSize(place);
    this.#steerByKeys(place);
  }

  #data() {
    const none = this.#points.times.map(() => undefined);
    return [this.#points.times, ...this.#names.map((name) => this.#points.columns.get(name) ?? none)];
  }

  #options(width, unit, view) {
    return {
      width,
      height: HEIGHT,
      padding: [8, 12, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'feed', setSeries: false } },
      scales: { x: { time: true, auto: false }, y: { range: (_, least, most) => range(least, most, unit) } },
      axes: [
        timeAxis(view),
        axis({ size: 66, space: 30, incrs: increments(unit), values: (_, ticks) => ticks.map((at) => tickText(at, unit)) }),
      ],
      series: [{}, ...this.#names.map(line)],
      hooks: { setCursor: [(plot) => view.pointAt(plot.data[0][plot.cursor.idx] ?? null)] },
      plugins: [gapsPlugin(() => this.#points.breaks, color)],
    };
  }

  #watchSize(place) {
    new ResizeObserver(() => this.#plot.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
  }

  /** Left and right move the cursor from event to event, Escape takes it away. */
  #steerByKeys(place) {
    place.addEventListener('keydown', ({ key }) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
      if (step !== undefined) this.#moveCursor(step);
      if (key === 'Escape') this.#plot.setCursor({ left: -10, top: -10 });
    });
  }

  #moveCursor(step) {
    const { times } = this.#points;
    const at = Math.min(Math.max((this.#plot.cursor.idx ?? times.length) + step, 0), times.length - 1);
    this.#plot.setCursor({ left: this.#plot.valToPos(times[at], 'x'), top: 10 });
  }

  /** Hides a line, or shows it again; the others then use its room. */
  show(index, isShown) {
    this.#plot.setSeries(index + 1, { show: isShown });
  }

  /** The place in the columns of the points at which the cursor is; null if it is nowhere. */
  cursor() {
    return this.#plot.cursor.idx ?? null;
  }

  /** Shows what there is between these times. */
  draw(from, to) {
    this.#plot.batch(() => {
      this.#plot.setData(this.#data(), false);
      this.#plot.setScale('x', { min: from, max: to });
    });
  }
}

function axis(more) {
  const grid = { stroke: () => color('--grid'), width: 1 };
  return { stroke: () => color('--quiet'), font: FONT, grid, ticks: { ...grid, size: 4 }, ...more };
}

/** Minutes have short labels, so there is room for more of them. */
function timeAxis(view) {
  const isLong = (from, to) => to - from > 150;
  return axis({
    size: 26,
    space: (_, __, from, to) => (isLong(from, to) ? 42 : 62),
    incrs: (_, __, from, to) => (isLong(from, to) ? [60, 120, 300, 600] : [1, 2, 5, 10, 15, 30, 60]),
    values: (_, ticks, __, ___, each) => ticks.map((at) => tickTime(at, view.zone, each)),
  });
}

function line(name, index) {
  return { label: name, stroke: () => color(`--series-${index + 1}`), width: 1.5, points: { show: false, size: 4, filter: alone } };
}

/** Events between two breaks, of which no line can be drawn. */
function alone(plot, series) {
  const [from, to] = plot.series[0].idxs;
  const column = plot.data[series];
  const found = [];
  for (let i = from; i <= to; i++) if (column[i] != null && column[i - 1] == null && column[i + 1] == null) found.push(i);
  return found;
}

/** From 0, so that heights can be compared; a little at least, so that nothing looks like a storm. */
function range(least, most, unit) {
  const small = { share: 0.05, bytes: 1024, 'bytes/s': 1024 }[unit] ?? 1;
  return [Math.min(0, least ?? 0), Math.max(small, (most ?? 0) * 1.08)];
}

/** Bytes go by powers of two. */
function increments(unit) {
  if (unit !== 'bytes' && unit !== 'bytes/s') return undefined;
  return Array.from({ length: 60 }, (_, power) => 2 ** power);
}
