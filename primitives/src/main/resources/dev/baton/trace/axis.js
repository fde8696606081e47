// Where things are. The picture is drawn already; this moves what is in it, so that it fits the
// window, another axis, or fewer lanes. It has the same formulas as the classes that draw.

const svg = document.querySelector('svg.baton');
const frame = document.getElementById('picture');
const groups = parts.map((part) => svg.querySelector(`[data-part="${part.index}"]`));
const view = { axis: 'steps', zoom: 1, filter: '', left: data.left, column: data.column };

function drawn(tag, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  set(made, attributes);
  return made;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** The numbers of the steps stay in sight when a high picture is scrolled under them. */
const heads = groups.map((group) => {
  const all = drawn('g', { class: 'grid' });
  all.append(drawn('rect', { class: 'page', y: 22, width: '100%', height: data.head - 23 }), ...group.querySelectorAll('.number, .stop-name'));
  group.append(all);
  return all;
});

/** And so do the names. */
const names = groups.map((group) => {
  const all = drawn('g', {});
  for (const lane of group.querySelectorAll('.lane')) {
    const hit = lane.querySelector('.hit');
    const one = drawn('g', { class: 'lane', 'data-task': lane.dataset.task, 'data-row': lane.dataset.row });
    one.append(drawn('rect', { class: 'page', y: hit.getAttribute('y'), height: hit.getAttribute('height') }), lane.querySelector('.name'));
    all.append(one);
  }
  all.append(drawn('rect', { class: 'page head', y: 22, height: data.head - 23 }), ...group.querySelectorAll('.heading'));
  group.append(all);
  return all;
});
for (const name of svg.querySelectorAll('.name')) name.dataset.full = name.querySelector('title').textContent;

const cursors = groups.map((group) => {
  const cursor = drawn('rect', { class: 'cursor', y: data.head - 2, rx: 3 });
  group.querySelector('.grid').append(cursor);
  return cursor;
});

const took = (part, step) => part.begins[step + 1] - part.begins[step];
const total = (part) => part.begins.at(-1) - part.begins[0];
const busy = (part) => part.steps.reduce((sum, step) => sum + (step.task ? took(part, step.number) : 0), 0);

/** Where each step begins. Where no time has passed there is no axis of time. */
function offsets(part) {
  const steps = Array.from({ length: part.width + 1 }, (_, step) => step * view.column);
  const all = part.width * view.column;
  if (view.axis === 'time' && total(part) > 0) return part.begins.map((begin) => ((begin - part.begins[0]) / total(part)) * all);
  if (view.axis !== 'squeezed' || busy(part) === 0) return steps;
  const waits = part.steps.filter((step) => step.task === 0).length;
  const scale = Math.max(all - waits * 30, 300) / busy(part);
  let x = 0;
  return [0, ...part.steps.map((step) => (x += step.task ? took(part, step.number) * scale : Math.min(30, took(part, step.number) * scale)))];
}

const x = (part, step) => view.left + part.xs[Math.min(step, part.width)];

/** As wide as the window allows, within reason, times what the reader wants. */
function fit() {
  const room = frame.clientWidth - 12;
  view.left = Math.min(data.left, Math.max(96, room * 0.38));
  let column = 136;
  for (const end of svg.querySelectorAll('.end')) column = Math.min(column, (room - view.left - end.dataset.wide) / end.dataset.a);
  for (const part of parts) column = Math.min(column, (room - view.left) / Math.max(1, part.width));
  view.column = Math.max(3, Math.max(18, column) * view.zoom);
}

function place() {
  fit();
  let y = 0;
  let right = 0;
  parts.forEach((part, index) => {
    part.xs = offsets(part);
    set(groups[index], { transform: `translate(0,${y})` });
    const rows = placeRows(part, groups[index]);
    placeAcross(part, groups[index], data.head + rows * data.row);
    part.y = y;
    part.height = data.head + rows * data.row;
    y += part.height + data.between;
    right = Math.max(right, x(part, part.width), ...[...groups[index].querySelectorAll('.end')].map((end) => x(part, +end.dataset.a) + +end.dataset.wide));
  });
  right += 12;
  scrolled();
  set(svg, { width: right, height: y, viewBox: `0 0 ${right} ${y}` });
}

/** Only the lanes that are asked for, and no gaps; how many there are. */
function placeRows(part, group) {
  const wanted = view.filter.toLowerCase();
  part.shift = new Map();
  let rows = 0;
  for (const lane of group.querySelectorAll(':scope > .lane')) {
    const task = +lane.dataset.task;
    const shown = task < 1 || part.called(task).toLowerCase().includes(wanted);
    const shift = (rows - lane.dataset.row) * data.row;
    for (const one of [lane, names[part.index].querySelector(`[data-row="${lane.dataset.row}"]`)]) {
      one.style.display = shown ? '' : 'none';
      set(one, { transform: `translate(0,${shift})` });
    }
    if (!shown) continue;
    if (task > 0) part.shift.set(task, shift);
    rows++;
  }
  return rows;
}

function placeAcross(part, group, bottom) {
  const byTime = part.xs[1] !== view.column && part.width > 0 && view.axis !== 'steps';
  for (const old of group.querySelectorAll('.ticks')) old.remove();
  for (const line of group.querySelectorAll('.grid > line')) {
    set(line, { x1: x(part, +line.dataset.a), x2: x(part, +line.dataset.a), y2: bottom });
    line.style.display = byTime ? 'none' : '';
  }
  placeNumbers(part, group, byTime);
  for (const one of group.querySelectorAll('.seg, .mark')) placeBox(part, one);
  for (const mark of group.querySelectorAll('.mark rect')) set(mark, { height: bottom - mark.getAttribute('y') + 4 });
  for (const stop of group.querySelectorAll('.stop')) {
    const where = x(part, +stop.dataset.a);
    set(stop.querySelector('line'), { x1: where, x2: where, y2: bottom });
  }
  for (const text of heads[part.index].querySelectorAll('.stop-name')) set(text, { x: x(part, +text.dataset.a) });
  for (const end of group.querySelectorAll('.end')) set(end, { transform: `translate(${x(part, +end.dataset.a) + 10},${end.dataset.y})` });
  for (const arrow of group.querySelectorAll('.arrow')) placeArrow(part, arrow);
  for (const name of names[part.index].querySelectorAll('.name')) {
    const room = Math.floor((view.left - 8 - name.getAttribute('x')) / 7.2);
    name.lastChild.textContent = shortened(name.dataset.full, Math.min(room, 26));
  }
  for (const box of names[part.index].querySelectorAll('.page')) set(box, { width: view.left - 2 });
  set(cursors[part.index], { height: bottom - data.head + 2 });
  if (byTime && view.axis === 'time') placeTicks(part, group, bottom);
}

/** Those of advice always, of the others as many as there is room for. */
function placeNumbers(part, group, byTime) {
  let every = 1;
  while (every * view.column < 22) every *= String(every).startsWith('2') ? 5 : 2;
  for (const number of group.querySelectorAll('.number')) {
    const step = +number.dataset.a;
    const middle = (x(part, step) + (byTime ? x(part, step) : x(part, step + 1))) / 2;
    const warns = number.classList.contains('warns');
    number.style.display = warns || (!byTime && step % every === 0) ? '' : 'none';
    set(number.querySelector('text'), { x: middle });
    const badge = number.querySelector('rect');
    if (badge) set(badge, { x: middle - badge.getAttribute('width') / 2 });
  }
}

function placeBox(part, one) {
  const from = x(part, +one.dataset.a);
  const wide = Math.max(x(part, +one.dataset.b) - from - 2, 2);
  set(one.querySelector('rect'), { x: from + 1, width: wide });
  const text = one.querySelector('text');
  if (!text) return;
  one.hidden = 0;
  one.from = from;
  one.wide = wide;
  const middle = one.classList.contains('idle') || one.classList.contains('stopped');
  set(text, { x: middle ? from + 1 + wide / 2 : from + 6 });
  text.textContent = fitting(one.dataset.label.split('\n'), wide, middle || one.classList.contains('level'));
}

/** What is scrolled goes under the names; their text stays in sight. */
function scrolled() {
  names.forEach((all, index) => {
    set(all, { transform: `translate(${frame.scrollLeft},0)` });
    const down = Math.max(0, Math.min(frame.scrollTop - parts[index].y - 22, parts[index].height - data.head));
    set(all.querySelector('.head'), { y: 22 + down });
    set(heads[index], { transform: `translate(0,${down})` });
  });
  const seen = view.left + frame.scrollLeft;
  for (const one of svg.querySelectorAll('.seg.wait')) {
    const hidden = Math.max(0, Math.min(seen - one.from, one.wide));
    if (hidden === (one.hidden ?? 0)) continue;
    one.hidden = hidden;
    const text = one.querySelector('text');
    set(text, { x: one.from + hidden + 6 });
    text.textContent = fitting(one.dataset.label.split('\n'), one.wide - hidden, false);
  }
}

function fitting(labels, wide, small) {
  if (small) return labels[0].length * 5.2 > wide ? '' : labels[0];
  const most = Math.floor((wide - 8) / 6.2);
  const label = labels.find((one) => one.length <= most) ?? labels.at(-1);
  return most < 6 && label.length > most ? '' : shortened(label, most);
}

function shortened(text, most) {
  return text.length <= most ? text : text.slice(0, Math.max(0, most - 1)) + '…';
}

function placeArrow(part, arrow) {
  const [from, to] = [+arrow.dataset.from, +arrow.dataset.to];
  const shown = part.shift.has(from) && part.shift.has(to);
  arrow.classList.toggle('gone', !shown);
  if (!shown) return;
  const [y1, y2] = [+arrow.dataset.y1 + part.shift.get(from), +arrow.dataset.y2 + part.shift.get(to)];
  const [x1, x2] = [x(part, +arrow.dataset.a + 1), x(part, +arrow.dataset.b + 1)];
  if (arrow.classList.contains('blocks')) {
    const where = x(part, +arrow.dataset.a) + (y1 < y2 ? 7 : 15);
    return set(arrow, { d: `M${where} ${y1} L${where} ${y2}` });
  }
  const bend = Math.max(-8, Math.min(8, y2 - y1));
  const [start, spine, half] = [x1 - 9, x2 - 9, (y1 + y2) / 2];
  const way = x1 === x2 ? `L${spine} ${y2 - bend}` : `C${start} ${half} ${spine} ${half} ${spine} ${y2 - bend}`;
  set(arrow, { d: `M${start} ${y1} ${way} Q${spine} ${y2} ${x2} ${y2}` });
}

/** Marks at round times. */
function placeTicks(part, group, bottom) {
  const [lines, times] = [drawn('g', { class: 'ticks' }), drawn('g', { class: 'ticks' })];
  const [begin, end] = [part.begins[0], part.begins.at(-1)];
  const wanted = (end - begin) / Math.max(2, (part.width * view.column) / 90);
  const size = 10 ** Math.floor(Math.log10(wanted));
  const gap = [1, 2, 5, 10].map((factor) => factor * size).find((one) => one >= wanted);
  for (let time = Math.ceil(begin / gap) * gap; time <= end; time += gap) {
    const where = view.left + ((time - begin) / (end - begin)) * part.width * view.column;
    lines.append(drawn('line', { x1: where, x2: where, y1: data.head - 2, y2: bottom }));
    const text = drawn('text', { x: Math.max(where, view.left + 10), y: data.head - 8 });
    text.textContent = duration(time);
    times.append(text);
  }
  group.querySelector('.grid').prepend(lines);
  heads[part.index].append(times);
}
