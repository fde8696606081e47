// Elements of the page. What comes from a server is only ever set as text.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== '') made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export const byId = (id) => document.getElementById(id);

/** Writes only what changes: what a screen reader hears, it hears once. */
export function say(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}
