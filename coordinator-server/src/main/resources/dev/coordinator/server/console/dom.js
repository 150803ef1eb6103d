/**
 * Elements from data. What comes from the cluster is untrusted: it becomes text nodes and attribute values here, never markup,
 * and no other module makes elements.
 */

/** Characters that show nothing, or turn around what stands beside them, become "?". */
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** As it is shown. */
export function printable(text) {
  return String(text).replace(UNPRINTABLE, '?');
}

/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {object} properties `on…` are listeners; true is an attribute without a value; false, null and undefined are left out
 * @param {...(Node|string|number|null|Array)} children texts become text nodes
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== '' && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(printable(child))));
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

/** Sets an element's text, and touches nothing when it is that already. */
export function setText(element, text) {
  const shown = printable(text);
  if (element.textContent !== shown) {
    element.textContent = shown;
  }
}

/** Sets an attribute, or takes it away when there is no value; touches nothing when it is that already. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) {
    if (element.hasAttribute(name)) {
      element.removeAttribute(name);
    }
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, String(value));
  }
}

/** A table with headings, whose first column names its rows. */
export function table(caption, headings, rows) {
  return h(
    'table',
    {},
    h('caption', { class: 'unseen' }, caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        headings.map((heading) => h('th', { scope: 'col' }, heading)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row) => tableRow(headings, row)),
    ),
  );
}

/** @param {Array} cells each a text, an element, or {text, mood} */
function tableRow(headings, cells) {
  return h(
    'tr',
    {},
    cells.map((cell, column) => {
      const tag = column === 0 ? 'th' : 'td';
      const attributes = { 'data-label': headings[column], scope: column === 0 ? 'row' : null };
      return isMarked(cell) ? h(tag, { ...attributes, class: cell.mood }, cell.text) : h(tag, attributes, cell);
    }),
  );
}

const isMarked = (cell) => cell !== null && typeof cell === 'object' && !(cell instanceof Node) && 'mood' in cell;

/** Names and texts. */
export function factList(pairs) {
  return h(
    'dl',
    { class: 'facts' },
    pairs.map(([name, text]) => [h('dt', {}, name), h('dd', {}, text)]),
  );
}
