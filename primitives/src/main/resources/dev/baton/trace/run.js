// What happened: walks the events of each part, and says for each step what happens in it.

/** So many of those that are ready are named, and so many actions told; there may be thousands. */
const MOST_READY = 16;
const MOST_ACTIONS = 40;

const data = JSON.parse(document.getElementById('data').textContent);
const parts = data.parts.map(read);

/** Each step has who runs, who is ready, what is done, and the lines where it went on and stopped. */
function read(part, index) {
  const called = (task) => (task === 0 ? 'the loop' : part.tasks[task - 1]);
  const width = part.begins.length - 1;
  const steps = [];
  const lines = [];
  const places = new Map();
  const ready = new Set();
  for (const [kind, task, other, text, line] of part.events) {
    if (kind === 'RUN' || kind === 'IDLE' || kind === 'STOP') {
      if (steps.length === width) break;
      ready.delete(task);
      steps.push({ part: index, number: steps.length, task, ready: first(ready, MOST_READY).map(called), others: Math.max(0, ready.size - MOST_READY), actions: [], stops: kind === 'STOP', from: places.get(task), to: '' });
    }
    const step = steps.at(-1);
    if (kind === 'SPAWN' || (kind === 'SUSPEND' && !text) || kind === 'WAKE') ready.add(task);
    if (kind === 'END') ready.delete(task);
    if (kind === 'SUSPEND') {
      places.set(task, line);
      if (step?.task === task) step.to = line;
    }
    if (!step) continue;
    if (kind === 'PRINT') lines.push({ text, step });
    if (step.actions.length === MOST_ACTIONS) continue;
    const action = say(kind, task === step.task ? '' : called(task) + ' ', text, other === step.task ? '' : called(other) + ' ', other, line, called(task));
    if (action) step.actions.push(action);
  }
  return { ...part, index, called, width, steps, lines };
}

function first(all, most) {
  const some = [];
  for (const one of all) {
    if (some.length === most) break;
    some.push(one);
  }
  return some;
}

/** The step's own task is not named: `who` and `by` are empty then. */
function say(kind, who, text, by, other, line, task) {
  const where = line ? ' (' + file(line) + ')' : '';
  switch (kind) {
    case 'SPAWN': return other ? 'starts ' + task : '';
    case 'SUSPEND': return text ? 'waits for ' + text + where : 'lets the others run' + where;
    case 'WAKE': return other ? by + 'wakes ' + task : task + ' is woken';
    case 'CANCEL': return other ? by + 'asks ' + task + ' to stop' : task + ' is asked to stop';
    case 'END': return who + (text === 'done' ? 'is done' : text === 'cancelled' ? 'is cancelled' : 'fails: ' + text);
    case 'ACQUIRE': return who + 'takes ' + text;
    case 'RELEASE': return who + 'gives back ' + text;
    case 'CHANGE': return who + 'changes ' + text;
    case 'PRINT': return 'prints ' + text;
    case 'REPORT': case 'STOP': return '! ' + text;
    default: return '';
  }
}

/** Without the folder of its package. */
function file(line) {
  return line.slice(line.lastIndexOf('/') + 1);
}

function duration(nanos) {
  for (const [unit, size] of [['s', 1e9], ['ms', 1e6], ['µs', 1e3]]) {
    if (nanos >= size) return Number((nanos / size).toPrecision(3)) + ' ' + unit;
  }
  return '0 s';
}
