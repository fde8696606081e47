// Draws what is lost: a hatched band over the time, and how many events it was.

const STEP = 8;

/** @param breaks gives those of the points, `colors` a color by its name */
export function gapsPlugin(breaks, colors) {
  return { hooks: { drawClear: (plot) => draw(plot, breaks(), colors) } };
}

function draw(plot, breaks, colors) {
  const { ctx, bbox, scales } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const one of breaks) {
    const from = plot.valToPos(one.after ?? scales.x.min, 'x', true);
    const to = plot.valToPos(one.before ?? scales.x.max, 'x', true);
    if (to >= bbox.left && from <= bbox.left + bbox.width) band(ctx, bbox, from, Math.max(to, from + 2), one, colors);
  }
  ctx.restore();
}

function band(ctx, bbox, from, to, { lost, why }, colors) {
  ctx.fillStyle = colors('--gap');
  ctx.fillRect(from, bbox.top, to - from, bbox.height);
  hatch(ctx, bbox, from, to, colors('--gap-line'));
  const text = lost > 0 ? `${lost} lost` : why;
  label(ctx, bbox, Math.max(from, bbox.left), Math.min(to, bbox.left + bbox.width), text, colors);
}

/** In the middle of what is in sight, where there is room. */
function label(ctx, bbox, from, to, text, colors) {
  const size = 11 * devicePixelRatio;
  ctx.font = `${size}px system-ui, sans-serif`;
  const width = ctx.measureText(text).width + size;
  if (width > to - from) return;
  const middle = (from + to) / 2;
  ctx.fillStyle = colors('--gap');
  ctx.fillRect(middle - width / 2, bbox.top, width, 2 * size);
  ctx.fillStyle = colors('--ink');
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.fillText(text, middle, bbox.top + size / 2);
}

function hatch(ctx, { left, top, width, height }, from, to, color) {
  const step = STEP * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, top, to - from, height);
  ctx.clip();
  ctx.beginPath();
  const first = Math.floor((Math.max(from, left) - height) / step) * step;
  for (let x = first; x < Math.min(to, left + width); x += step) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.stroke();
  ctx.restore();
}
