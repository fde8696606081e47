
'use strict';
// Steps through a picture. The picture is drawn already; this moves what it shows. What comes from
// the program is only ever set as text.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const svg = document.querySelector('svg.baton');
  const byId = (id) => document.getElementById(id);
  const many = svg.classList.contains('many');
  let byTime = false;
  let at = 0;
  let timer = 0;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function drawn(tag, attributes) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  function duration(nanos) {
    for (const [unit, size] of [['s', 1e9], ['ms', 1e6], ['µs', 1e3]]) {
      if (nanos >= size) return Number((nanos / size).toPrecision(3)) + ' ' + unit;
    }
    return '0 s';
  }

  // --- what happens in each step

  /** Walks the events: for each step what happens in it and who is ready, and the printed lines. */
  function read(part, index) {
    const name = (task) => (task === 0 ? 'the loop' : part.tasks[task - 1]);
    const width = part.begins.length - 1;
    const steps = [];
    const lines = [];
    let ready = [];
    for (const [kind, task, other, text, line] of part.events) {
      if (kind === 'RUN' || kind === 'IDLE') {
        if (steps.length === width) break;
        ready = ready.filter((one) => one !== task);
        steps.push({ part: index, number: steps.length, task, ready: ready.map(name), deeds: [] });
      }
      const step = steps.at(-1);
      if (kind === 'SPAWN' || (kind === 'SUSPEND' && !text)) ready.push(task);
      if (kind === 'WAKE' && !ready.includes(task)) ready.push(task);
      if (kind === 'END') ready = ready.filter((one) => one !== task);
      if (!step) continue;
      if (kind === 'PRINT') lines.push({ text, step });
      const deed = say(kind, task === step.task ? '' : name(task) + ' ', text, other ? name(other) : '', line, name(task));
      if (deed) step.deeds.push(deed);
    }
    return { ...part, index, name, width, steps, lines };
  }

  function say(kind, who, text, other, line, task) {
    const where = line ? ' (' + line + ')' : '';
    switch (kind) {
      case 'SPAWN': return other ? 'starts ' + task : '';
      case 'SUSPEND': return text ? 'waits for ' + text + where : 'lets the others run' + where;
      case 'WAKE': return other ? 'wakes ' + task : task + ' is woken';
      case 'CANCEL': return 'asks ' + task + ' to stop';
      case 'END': return who + (text === 'done' ? 'is done' : text === 'cancelled' ? 'is cancelled' : 'fails: ' + text);
      case 'ACQUIRE': return who + 'takes ' + text;
      case 'RELEASE': return who + 'gives back ' + text;
      case 'CHANGE': return who + 'changes ' + text;
      case 'PRINT': return 'prints ' + text;
      default: return '';
    }
  }

  const parts = data.parts.map(read);
  const places = data.together
    ? Array.from({ length: Math.max(...parts.map((p) => p.width)) }, (_, number) => parts.map((p) => p.steps[number]))
    : parts.flatMap((p) => p.steps.map((step) => [step]));
  const groups = parts.map((p) => svg.querySelector(`[data-part="${p.index}"]`));

  // --- where things are

  /** Where a step begins. Where no time has passed there is no time axis. */
  function x(part, step) {
    const all = part.begins.at(-1) - part.begins[0];
    if (!byTime || all === 0) return data.left + step * data.column;
    return data.left + ((part.begins[step] - part.begins[0]) / all) * part.width * data.column;
  }

  function fitting(label, wide, idle) {
    if (idle) return label.length * 5.2 > wide ? '' : label;
    const fit = Math.floor((wide - 8) / 6.2);
    return label.length <= fit ? label : fit < 6 ? '' : label.slice(0, fit - 1) + '…';
  }

  function place(part, group) {
    const stretched = byTime && part.begins.at(-1) > part.begins[0];
    group.querySelector('.ticks')?.remove();
    for (const line of group.querySelectorAll('.grid line')) {
      line.setAttribute('x1', x(part, +line.dataset.a));
      line.setAttribute('x2', x(part, +line.dataset.a));
      line.style.display = stretched ? 'none' : '';
    }
    for (const text of group.querySelectorAll('.grid text')) text.style.display = stretched ? 'none' : '';
    for (const one of group.querySelectorAll('.seg, .mark')) {
      const from = x(part, +one.dataset.a);
      const wide = Math.max(x(part, Math.min(+one.dataset.b, part.width)) - from - 2, 2);
      const box = one.querySelector('rect');
      box.setAttribute('x', from + 1);
      box.setAttribute('width', wide);
      const text = one.querySelector('text');
      if (text) {
        const idle = one.classList.contains('idle');
        text.setAttribute('x', from + (idle ? 1 + wide / 2 : 6));
        text.textContent = fitting(one.dataset.label, wide, idle);
      }
    }
    for (const end of group.querySelectorAll('.end')) {
      end.setAttribute('transform', `translate(${x(part, +end.dataset.a) + 10},${end.dataset.y})`);
    }
    for (const arrow of group.querySelectorAll('.arrow')) {
      const [y1, y2] = [+arrow.dataset.y1, +arrow.dataset.y2];
      const end = x(part, +arrow.dataset.a + 1);
      const bend = Math.max(-12, Math.min(12, Math.trunc((y2 - y1) / 2)));
      arrow.setAttribute('d', `M${end - 8} ${y1} C${end - 8} ${y1 + bend} ${end + 6} ${y2 - bend} ${end + 6} ${y2}`);
    }
    if (stretched) group.querySelector('.grid').append(ticks(part, group));
  }

  /** Marks at round times. */
  function ticks(part, group) {
    const made = drawn('g', { class: 'ticks' });
    const [begin, end] = [part.begins[0], part.begins.at(-1)];
    const wanted = (end - begin) / Math.max(2, (part.width * data.column) / 90);
    const size = 10 ** Math.floor(Math.log10(wanted));
    const gap = [1, 2, 5, 10].map((factor) => factor * size).find((g) => g >= wanted);
    const line = group.querySelector('.grid line');
    for (let time = Math.ceil(begin / gap) * gap; time <= end; time += gap) {
      const where = data.left + ((time - begin) / (end - begin)) * part.width * data.column;
      made.append(drawn('line', { x1: where, x2: where, y1: line.getAttribute('y1'), y2: line.getAttribute('y2') }));
      const text = drawn('text', { x: where, y: +line.getAttribute('y1') - 6 });
      text.textContent = duration(time);
      made.append(text);
    }
    return made;
  }

  const cursors = groups.map((group) => {
    const line = group.querySelector('.grid line');
    const [y1, y2] = [+line.getAttribute('y1'), +line.getAttribute('y2')];
    const cursor = drawn('rect', { class: 'cursor', y: y1, height: y2 - y1, rx: 3 });
    group.querySelector('.grid').append(cursor);
    return cursor;
  });

  /** The names stay where they are when the picture is scrolled under them. */
  const names = groups.map((group) => {
    const all = drawn('g', {});
    for (const lane of [...group.querySelectorAll('.lane')]) {
      const hit = lane.querySelector('.hit');
      const one = drawn('g', { class: 'lane', 'data-task': lane.dataset.task });
      const box = { class: 'page', y: hit.getAttribute('y'), width: data.left - 2, height: hit.getAttribute('height') };
      one.append(drawn('rect', box), lane.querySelector('.name'));
      all.append(one);
    }
    group.append(all);
    return all;
  });
  byId('picture').addEventListener('scroll', () => {
    for (const all of names) all.setAttribute('transform', `translate(${byId('picture').scrollLeft},0)`);
  });

  // --- one step

  function show(number) {
    at = Math.max(0, Math.min(number, places.length - 1));
    const steps = (places[at] ?? []).filter(Boolean);
    cursors.forEach((cursor, index) => {
      const step = steps.find((one) => one.part === index);
      cursor.style.display = step ? '' : 'none';
      if (!step) return;
      const from = x(parts[index], step.number);
      cursor.setAttribute('x', from);
      cursor.setAttribute('width', Math.max(x(parts[index], step.number + 1) - from, 4));
    });
    byId('now').replaceChildren(...steps.flatMap(tell));
    for (const button of byId('lines').querySelectorAll('button')) {
      const [part, step] = [+button.dataset.part, +button.dataset.step];
      const shown = steps.find((one) => one.part === part);
      button.classList.toggle('on', Boolean(shown) && shown.number === step);
      button.classList.toggle('later', shown ? step > shown.number : !data.together && part > (steps[0]?.part ?? 0));
    }
    byId('lines').querySelector('.on')?.scrollIntoView({ block: 'nearest' });
    const first = steps[0];
    byId('place').textContent = first
      ? `step ${first.number + 1} of ${parts[first.part].width}, at ${duration(parts[first.part].begins[first.number])}`
      : 'nothing happened';
    byId('back').disabled = at === 0;
    byId('next').disabled = at >= places.length - 1;
    if (first) follow(x(parts[first.part], first.number), groups[first.part]);
  }

  /** Keeps the step in sight. */
  function follow(where, group) {
    const frame = byId('picture');
    const [seen, drawn] = [frame.getBoundingClientRect(), group.getBoundingClientRect()];
    if (drawn.bottom > seen.bottom || drawn.top < seen.top) {
      frame.scrollTop += Math.min(drawn.bottom - seen.bottom + 8, drawn.top - seen.top - 8);
    }
    if (where < frame.scrollLeft + data.left || where + data.column > frame.scrollLeft + frame.clientWidth) {
      frame.scrollLeft = where - frame.clientWidth / 2;
    }
  }

  function tell(step) {
    const part = parts[step.part];
    const told = [];
    if (parts.length > 1) told.push(element('h3', '', part.heading));
    const runs = element('div', 'row');
    runs.append(element('span', '', step.task ? 'runs' : 'the loop'));
    runs.append(step.task ? element('span', 'box runs', part.name(step.task))
      : element('span', 'box idle', duration(part.begins[step.number + 1] - part.begins[step.number]) + ' pass'));
    const queue = element('div', 'row');
    queue.append(element('span', '', 'ready queue'));
    if (step.ready.length === 0) queue.append(element('span', 'none', 'empty'));
    step.ready.slice(0, 40).forEach((name) => queue.append(element('span', 'box', name)));
    if (step.ready.length > 40) queue.append(element('span', 'none', `and ${step.ready.length - 40} more`));
    const deeds = element('ul');
    step.deeds.slice(0, 40).forEach((deed) => deeds.append(element('li', '', deed)));
    return [...told, runs, queue, deeds];
  }

  function go(part, number) {
    const found = places.findIndex((steps) => steps.some((one) => one && one.part === part && one.number === number));
    if (found >= 0) show(found);
  }

  // --- what was printed

  for (const part of parts) {
    if (part.lines.length > 0 && parts.length > 1) byId('lines').append(element('h3', '', part.heading));
    for (const line of part.lines) {
      const button = element('button', '', line.text);
      button.type = 'button';
      button.dataset.part = part.index;
      button.dataset.step = line.step.number;
      byId('lines').append(button);
    }
  }

  // --- what the reader does

  function setAxis(time) {
    byTime = time;
    byId('steps').setAttribute('aria-pressed', String(!time));
    byId('time').setAttribute('aria-pressed', String(time));
    parts.forEach((part, index) => place(part, groups[index]));
    show(at);
  }

  function pause() {
    clearInterval(timer);
    timer = 0;
    byId('play').setAttribute('aria-pressed', 'false');
  }

  function play() {
    if (timer) return pause();
    if (at >= places.length - 1) show(0);
    byId('play').setAttribute('aria-pressed', 'true');
    timer = setInterval(() => (at >= places.length - 1 ? pause() : show(at + 1)), 800);
  }

  byId('back').addEventListener('click', () => show(at - 1));
  byId('next').addEventListener('click', () => show(at + 1));
  byId('play').addEventListener('click', play);
  byId('steps').addEventListener('click', () => setAxis(false));
  byId('time').addEventListener('click', () => setAxis(true));
  for (const list of [byId('lines'), byId('advice')]) {
    list.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button) go(+button.dataset.part, +button.dataset.step);
    });
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const deed = {
      ArrowLeft: () => show(at - 1), ArrowRight: () => show(at + 1), Home: () => show(0), End: () => show(places.length - 1),
      ' ': event.target.closest?.('button') ? undefined : play,
    }[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  svg.addEventListener('click', (event) => {
    const group = event.target.closest('.part');
    if (!group) return;
    const part = parts[+group.dataset.part];
    const where = event.clientX - svg.getBoundingClientRect().left;
    const number = part.steps.findLastIndex((step) => x(part, step.number) <= where);
    if (number >= 0 && where >= data.left) go(part.index, number);
  });

  // --- tips, in place of the browser's own: at once, and for the arrows too

  for (const title of svg.querySelectorAll('title')) {
    title.parentNode.dataset.tip = title.textContent;
    title.remove();
  }
  let lane = null;
  svg.addEventListener('mousemove', (event) => {
    const told = event.target.closest('[data-tip]');
    const tip = byId('tip');
    tip.hidden = !told;
    if (told) {
      tip.textContent = told.dataset.tip;
      const box = tip.getBoundingClientRect();
      tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 8)) + 'px';
      tip.style.top = (event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 10 : event.clientY + 18) + 'px';
    }
    near(event.target.closest('.lane'));
  });
  svg.addEventListener('mouseleave', () => {
    byId('tip').hidden = true;
    near(null);
  });

  /** Of the arrows of the lane that is pointed at. */
  function near(next) {
    if (next === lane) return;
    lane = next;
    const part = lane?.closest('.part');
    const task = lane?.dataset.task;
    const pointed = task > 0;
    for (const arrow of svg.querySelectorAll('.arrow')) {
      const touches = pointed && part.contains(arrow) && (arrow.dataset.from === task || arrow.dataset.to === task);
      arrow.classList.toggle('near', touches);
      arrow.classList.toggle('far', !many && pointed && part.contains(arrow) && !touches);
    }
  }

  show(data.first);
})();
