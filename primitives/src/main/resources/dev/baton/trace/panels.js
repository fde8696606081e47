// What is said beside and below the picture. What comes from the program is only ever set as text.

const byId = (id) => document.getElementById(id);

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** One step: who runs, the ready queue as a row of boxes, and what happens. */
function tell(step) {
  const part = parts[step.part];
  const told = [];
  if (parts.length > 1) told.push(element('h3', '', part.heading));
  const runs = element('div', 'row');
  runs.append(element('span', '', step.task ? 'runs' : 'the loop'));
  runs.append(step.task ? element('span', 'box runs', part.called(step.task)) : element('span', 'box idle', step.stops ? 'gives up' : duration(took(part, step.number)) + ' pass'));
  const queue = element('div', 'row');
  queue.append(element('span', '', 'ready queue'));
  if (step.ready.length === 0) queue.append(element('span', 'none', 'empty'));
  step.ready.forEach((name) => queue.append(element('span', 'box', name)));
  if (step.others > 0) queue.append(element('span', 'none', `and ${step.others} more`));
  const actions = element('ul');
  step.actions.forEach((action) => actions.append(element('li', '', action)));
  return [...told, runs, queue, actions];
}

/** The source around two lines: where a task went on, and where it waits. */
function showSource(from, to) {
  const at = to || from || '';
  const [path, line] = split(at);
  const all = data.sources[path];
  byId('source').hidden = !at;
  if (!at) return;
  const heading = element('h2', '', 'Source: ' + file(path) + (all ? '' : ', line ' + line));
  byId('source').replaceChildren(heading);
  if (!all) return;
  const other = from && split(from)[0] === path && Math.abs(split(from)[1] - line) <= 16 ? split(from)[1] : line;
  const code = element('pre');
  const numbers = Object.keys(all).map(Number).filter((number) => number >= Math.min(line, other) - 4 && number <= Math.max(line, other) + 4);
  const indent = Math.min(...numbers.filter((number) => all[number].trim()).map((number) => all[number].search(/\S/)));
  for (const number of numbers) {
    const sign = number === line && to ? '■' : number === other && from ? '▸' : ' ';
    code.append(element('span', sign === ' ' ? '' : 'here', `${sign} ${String(number).padStart(4)}  ${all[number].slice(indent)}`), '\n');
  }
  byId('source').append(code, element('p', 'none', '▸ goes on here   ■ waits here'));
  bringIntoSight(byId('source'), [...code.children].findLast((one) => one.className));
}

/** Not by scrollIntoView, which would move the page as well. */
function bringIntoSight(list, one) {
  if (one) list.scrollTop = Math.max(0, one.offsetTop - list.offsetTop - list.clientHeight / 2);
}

function split(at) {
  const colon = at.lastIndexOf(':');
  return [at.slice(0, colon), +at.slice(colon + 1)];
}

function listPrinted() {
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
}

/** The lines of these steps stand out, those that come later step back. */
function markPrinted(steps) {
  for (const button of byId('lines').querySelectorAll('button')) {
    const [part, step] = [+button.dataset.part, +button.dataset.step];
    const shown = steps.find((one) => one.part === part);
    button.classList.toggle('on', shown?.number === step);
    button.classList.toggle('later', shown ? step > shown.number : !data.together && part > (steps[0]?.part ?? 0));
  }
  bringIntoSight(byId('printed'), byId('lines').querySelector('.on'));
}

// Tips in place of the browser's own: at once, and for the keyboard too.
for (const title of svg.querySelectorAll('title')) {
  title.parentNode.dataset.tip = title.textContent;
  title.remove();
}

function showTip(event) {
  const told = event?.target.closest('[data-tip]');
  const tip = byId('tip');
  tip.hidden = !told;
  if (!told) return;
  tip.textContent = told.dataset.tip;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 8)) + 'px';
  tip.style.top = (event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 10 : event.clientY + 18) + 'px';
}
