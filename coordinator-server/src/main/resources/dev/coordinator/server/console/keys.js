/** What single keys do. */

import { isOpen, open } from './dialog.js';
import { h, table } from './dom.js';
import { hasKeys, setKeys } from './preferences.js';

const KEYS = [
  ['/', 'Searches the pools.'],
  ['↑ ↓ PgUp PgDn Home End', 'Move in the list of pools.'],
  ['Enter', 'Opens the selected pool.'],
  ['s, r', 'Order the list by trouble, name, lease left or latest change; reverse it.'],
  ['Esc', 'Back to the list; in the list, drops the search.'],
  ['p, c', 'The pools; the cluster.'],
  ['t', 'System’s, light or dark looks.'],
  ['?', 'This.'],
];

/** @param {Object<string, function()>} does by key */
export function listen(does) {
  document.addEventListener('keydown', (event) => {
    const isTyping =
      event.target instanceof HTMLElement &&
      event.target.closest('input:not([type=checkbox]), select, textarea') !== null;
    if (isTyping || isOpen() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
      return;
    }
    const task = does[event.key];
    if (task && (hasKeys() || event.key === 'Escape')) {
      event.preventDefault();
      task();
    }
  });
}

/** Shows the keys. @param {string} about what the page can do */
export function showHelp(about) {
  const toggle = h('input', { type: 'checkbox', checked: hasKeys(), onchange: () => setKeys(toggle.checked) });
  open({
    title: 'Keys',
    content: [
      table('Keys', ['Key', 'Does'], KEYS),
      h('label', { class: 'check' }, toggle, ' Single keys do something'),
      h('p', {}, about),
    ],
  });
}
