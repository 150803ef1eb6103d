/** Questions that have to be answered before anything else: the browser's own dialogs, which keep the focus inside. */

import { fill, h } from './dom.js';

let openDialog = null;

/** Whether one is open. */
export const isOpen = () => openDialog !== null;

/** A form's field, with its label. */
export function field(label, input, hint) {
  return h('label', { class: 'field' }, h('span', {}, label), input, hint ? h('small', {}, hint) : null);
}

/**
 * Opens one.
 *
 * @param {{title: string, content: Array, confirm?: string, confirmed?: function(): Promise<boolean>}} asked
 *   `confirmed` answers whether the dialog may go; while it works the buttons do nothing
 * @returns {{fail: function(string), enable: function(boolean), close: function()}}
 */
export function open(asked) {
  if (openDialog) {
    openDialog.close();
  }
  const trouble = h('p', { class: 'bad trouble', role: 'alert' });
  const cancel = h('button', { type: 'button', onclick: () => dialog.close() }, asked.confirm ? 'Cancel' : 'Close');
  const confirm = asked.confirm ? h('button', { type: 'submit', class: 'primary' }, asked.confirm) : null;
  const form = h(
    'form',
    { method: 'dialog', onsubmit: (event) => submit(event) },
    h('h2', { id: 'dialog-title' }, asked.title),
    asked.content,
    trouble,
    h('div', { class: 'buttons' }, cancel, confirm),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  const before = document.activeElement;
  const beforeAction = before instanceof HTMLElement ? before.dataset.action : undefined;
  dialog.addEventListener('close', () => {
    openDialog = null;
    dialog.remove();
    giveBack(before, beforeAction);
  });

  async function submit(event) {
    event.preventDefault();
    if (!asked.confirmed || confirm.disabled) {
      return;
    }
    fill(trouble);
    confirm.disabled = true;
    dialog.setAttribute('aria-busy', 'true');
    const done = await asked.confirmed();
    confirm.disabled = false;
    dialog.removeAttribute('aria-busy');
    if (done) {
      dialog.close();
    }
  }

  document.body.append(dialog);
  openDialog = dialog;
  dialog.showModal();
  return {
    fail: (text) => fill(trouble, text),
    enable: (whether) => {
      if (confirm) {
        confirm.disabled = !whether;
      }
    },
    close: () => dialog.close(),
  };
}

/** The focus goes back to where it was, also where that was made anew meanwhile. */
function giveBack(before, action) {
  const again = action
    ? [...document.querySelectorAll('[data-action]')].find((each) => each.dataset.action === action)
    : before;
  if (again instanceof HTMLElement && again.isConnected) {
    again.focus({ preventScroll: true });
  }
}
