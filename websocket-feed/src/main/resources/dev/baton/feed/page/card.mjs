// One channel: what it is, and a chart with its table for the values of each unit.

import { Chart } from './chart.mjs';
import { Table } from './table.mjs';
import { Points } from './points.mjs';
import { element } from './elements.mjs';

/** As many as there are colors. */
const LINES = 8;

export class Card {
  points = new Points();

  #place;
  #about;
  #units;
  #view;
  #parts = [];
  #shown = new Set();

  /**
   * @param about `{ about, values }` of this channel, as /v1/channels says it; undefined if it does not
   * @param units name of a value -> unit
   */
  constructor(place, channel, about, units, view) {
    const id = `channel-${channel}`;
    this.#place = element('section', { 'aria-labelledby': id }, element('h2', { id }, channel));
    if (about?.about) this.#place.append(element('p', {}, about.about));
    this.#about = new Map((about?.values ?? []).map((value) => [value.name, value]));
    this.#units = units ?? {};
    this.#view = view;
    place.append(this.#place);
  }

  /** Takes what a Recovery gives. */
  see(delivery) {
    switch (delivery.kind) {
      case 'event':
        return this.points.event(delivery.event);
      case 'gap':
        return this.points.lost(delivery.to - delivery.from + 1, delivery.why);
      default:
        return this.points.lost(0, 'began anew');
    }
  }

  draw(from, to) {
    this.#addParts();
    for (const { chart, table } of this.#parts) {
      chart.draw(from, to);
      table.draw(from, to, chart.cursor());
    }
  }

  /** Values that are there now and were not before. */
  #addParts() {
    const names = [...this.points.columns.keys()].filter((name) => !this.#shown.has(name));
    const byUnit = Map.groupBy(names, (name) => this.#unit(name));
    for (const [unit, group] of byUnit) {
      for (let i = 0; i < group.length; i += LINES) this.#addPart(unit, group.slice(i, i + LINES));
    }
    names.forEach((name) => this.#shown.add(name));
  }

  #unit(name) {
    return this.#units[name] ?? this.#about.get(name)?.unit;
  }

  #addPart(unit, names) {
    const values = names.map((name) => ({ name, about: this.#about.get(name)?.about ?? '' }));
    const label = `${names.join(', ')}: a chart; left and right arrow keys move the cursor`;
    const place = element('div', { class: 'chart', tabindex: '0', role: 'group', 'aria-label': label });
    const part = element('div', { class: 'part' }, place);
    this.#place.append(part);
    const chart = new Chart(place, this.points, names, unit, this.#view);
    const table = new Table(part, this.points, values, unit, (index, isShown) => chart.show(index, isShown));
    this.#parts.push({ chart, table });
  }
}
