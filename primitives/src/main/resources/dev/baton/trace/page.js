// What the reader does: steps, plays, chooses a lane, another axis, fewer tasks.

const many = svg.classList.contains('many');
const places = data.together
  ? Array.from({ length: Math.max(...parts.map((part) => part.width)) }, (_, number) => parts.map((part) => part.steps[number]))
  : parts.flatMap((part) => part.steps.map((step) => [step]));
let at = 0;
let timer = 0;
let chosen = null;

function show(number) {
  at = Math.max(0, Math.min(number, places.length - 1));
  const steps = (places[at] ?? []).filter(Boolean);
  cursors.forEach((cursor, index) => {
    const step = steps.find((one) => one.part === index);
    cursor.style.display = step ? '' : 'none';
    if (!step) return;
    const from = x(parts[index], step.number);
    set(cursor, { x: from, width: Math.max(x(parts[index], step.number + 1) - from, 4) });
  });
  markPrinted(steps);
  const first = steps[0];
  byId('place').textContent = first
    ? `step ${first.number + 1} of ${parts[first.part].width}, at ${duration(parts[first.part].begins[first.number])}`
    : 'nothing happened';
  byId('back').disabled = at === 0;
  byId('next').disabled = at >= places.length - 1;
  const segment = chosen && segmentAt(chosen, steps.find((one) => one.part === partOf(chosen)));
  byId('now').replaceChildren(...(segment ? [element('p', 'lane', segment.dataset.tip)] : []), ...steps.flatMap(tell));
  if (segment && !segment.classList.contains('run')) showSource('', segment.dataset.at);
  else showSource(first?.from, first?.to);
  if (first) follow(first);
}

const partOf = (lane) => +lane.closest('.part').dataset.part;

function segmentAt(lane, step) {
  return step && [...lane.querySelectorAll('.seg')].find((one) => +one.dataset.a <= step.number && step.number < +one.dataset.b);
}

/** Keeps the step in sight. */
function follow(step) {
  const part = parts[step.part];
  const where = x(part, step.number);
  if (where < frame.scrollLeft + view.left || where + view.column > frame.scrollLeft + frame.clientWidth) {
    frame.scrollLeft = where - frame.clientWidth / 2;
  }
  const high = part.height > frame.clientHeight;
  if (high && !step.task) return;
  // the whole part, or of a high one the lane that runs
  const lane = groups[step.part].querySelector(`:scope > .lane[data-task="${step.task}"]`);
  const row = part.y + data.head + (lane ? lane.dataset.row * data.row + (part.shift.get(step.task) ?? 0) : 0);
  const [top, bottom] = high ? [row - data.head, row + data.row] : [part.y, part.y + part.height];
  if (bottom > frame.scrollTop + frame.clientHeight) frame.scrollTop = bottom - frame.clientHeight + 8;
  if (top < frame.scrollTop) frame.scrollTop = top;
}

function go(part, number) {
  const found = places.findIndex((steps) => steps.some((one) => one?.part === part && one.number === number));
  if (found >= 0) show(found);
}

function choose(lane) {
  chosen?.classList.remove('chosen');
  chosen = lane === chosen ? null : lane;
  chosen?.classList.add('chosen');
  near(chosen);
}

/** The next lane up or down, of the part that is shown. */
function chooseNext(by) {
  const part = places[at]?.find(Boolean)?.part;
  if (part === undefined) return;
  const lanes = [...groups[part].querySelectorAll(':scope > .lane')].filter((one) => one.style.display === '' && one.dataset.task > 0);
  const now = lanes.indexOf(chosen);
  const next = lanes[now < 0 ? (by > 0 ? 0 : lanes.length - 1) : now + by];
  if (next) choose(next);
  show(at);
}

/** The arrows of one lane come out. */
function near(lane) {
  const task = lane?.dataset.task;
  const part = task > 0 ? lane.closest('.part') : null;
  for (const arrow of svg.querySelectorAll('.arrow')) {
    const touches = Boolean(part?.contains(arrow)) && (arrow.dataset.from === task || arrow.dataset.to === task);
    arrow.classList.toggle('near', touches);
    arrow.classList.toggle('far', !many && Boolean(part?.contains(arrow)) && !touches);
  }
}

function change(what) {
  Object.assign(view, what);
  for (const axis of ['steps', 'time', 'squeezed']) set(byId(axis), { 'aria-pressed': String(view.axis === axis) });
  place();
  show(at);
}

function pause() {
  clearInterval(timer);
  timer = 0;
  byId('play').textContent = 'Play';
  set(byId('now'), { 'aria-live': 'polite' });
}

function play() {
  if (timer) return pause();
  if (at >= places.length - 1) show(0);
  byId('play').textContent = 'Pause';
  set(byId('now'), { 'aria-live': 'off' });
  timer = setInterval(() => (at >= places.length - 1 ? pause() : show(at + 1)), 800);
}

const clicks = {
  back: () => show(at - 1),
  next: () => show(at + 1),
  play,
  steps: () => change({ axis: 'steps' }),
  time: () => change({ axis: 'time' }),
  squeezed: () => change({ axis: 'squeezed' }),
  wider: () => change({ zoom: Math.min(16, view.zoom * 1.5) }),
  narrower: () => change({ zoom: Math.max(0.1, view.zoom / 1.5) }),
};
for (const [id, action] of Object.entries(clicks)) byId(id).addEventListener('click', action);
byId('filter').addEventListener('input', () => change({ filter: byId('filter').value.trim() }));
byId('time').disabled = parts.every((part) => total(part) === 0);
byId('squeezed').disabled = parts.every((part) => busy(part) === 0);
for (const list of [byId('lines'), byId('advice')]) {
  list.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) go(+button.dataset.part, +button.dataset.step);
  });
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.('input')) return;
  const keys = {
    ArrowLeft: clicks.back, ArrowRight: clicks.next, Home: () => show(0), End: () => show(places.length - 1),
    ArrowUp: () => chooseNext(-1), ArrowDown: () => chooseNext(1), Escape: () => { choose(chosen); show(at); },
    '+': clicks.wider, '-': clicks.narrower,
    ' ': event.target.closest?.('button') ? undefined : play,
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

svg.addEventListener('click', (event) => {
  const group = event.target.closest('.part');
  if (!group) return;
  const lane = event.target.closest('.lane');
  const own = lane && group.querySelector(`:scope > .lane[data-row="${lane.dataset.row}"]`);
  if (own && own !== chosen) choose(own.dataset.task > 0 ? own : null);
  const part = parts[+group.dataset.part];
  const where = event.clientX - svg.getBoundingClientRect().left;
  const number = part.steps.findLastIndex((step) => x(part, step.number) <= where);
  if (number >= 0 && where >= view.left + frame.scrollLeft) go(part.index, number);
  else show(at);
});
svg.addEventListener('mousemove', (event) => {
  showTip(event);
  near(event.target.closest('.lane') ?? chosen);
});
svg.addEventListener('mouseleave', () => {
  showTip(null);
  near(chosen);
});
frame.addEventListener('scroll', () => {
  scrolled();
  showTip(null);
});
addEventListener('resize', () => change({}));

listPrinted();
place();
show(data.first);
