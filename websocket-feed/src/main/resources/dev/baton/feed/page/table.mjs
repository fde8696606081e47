// The figures of a chart as a table: the newest, or those at the cursor, and the least and the most in sight. It is what
// a screen reader reads, and tells which line is which.

import { valueText } from './texts.mjs';
import { element } from './elements.mjs';

export class Table {
  #points;
  #unit;
  #rows;
  #heading = element('th', { scope: 'col' }, 'now');

  /**
   * @param values `{ name, about }`
   * @param onShow is told to show or hide the line of a value: `(index, isShown)`
   */
  constructor(place, points, values, unit, onShow) {
    this.#points = points;
    this.#unit = unit;
    this.#rows = values.map((value, index) => row(value, index, onShow));
    const head = element('tr', {}, element('th', { scope: 'col' }, 'value'), this.#heading, column('least'), column('most'));
    const body = this.#rows.map(({ head: name, cells }) => element('tr', {}, name, ...cells));
    place.append(element('table', {}, element('thead', {}, head), element('tbody', {}, ...body)));
  }

  /** @param cursor the place in the columns of the points; null for the newest */
  draw(from, to, cursor) {
    this.#heading.textContent = cursor === null ? 'now' : 'then';
    for (const { name, cells } of this.#rows) {
      const summary = this.#points.summary(name, from, to);
      const now = cursor === null ? summary?.now : this.#points.columns.get(name)?.[cursor];
      [now, summary?.least, summary?.most].forEach((value, index) => this.#say(cells[index], value));
    }
  }

  #say(cell, value) {
    const text = value == null ? '–' : valueText(value, this.#unit);
    if (cell.textContent !== text) cell.textContent = text;
  }
}

function row({ name, about }, index, onShow) {
  const mark = element('span', { class: `mark series-${index + 1}`, 'aria-hidden': 'true' });
  const button = element('button', { type: 'button', title: about, 'aria-pressed': 'true' }, mark, name);
  button.addEventListener('click', () => {
    const isShown = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isShown));
    onShow(index, isShown);
  });
  const head = element('th', { scope: 'row' }, button);
  return { name, head, cells: [element('td'), element('td'), element('td')] };
}

function column(text) {
  return element('th', { scope: 'col' }, text);
}
