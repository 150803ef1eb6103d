/** Asking who sits before the page. */

import { Refused, ask } from './api.js';
import { field, open } from './dialog.js';
import { h } from './dom.js';
import { isSendable, signIn, signOut, token } from './session.js';

/** Opens the dialog. @param {function()} done told when a token was taken */
export function askToSignIn(done) {
  const input = h('input', {
    type: 'password',
    name: 'token',
    required: true,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const dialog = open({
    title: 'Sign in',
    confirm: 'Sign in',
    content: [field('Token', input, 'Kept in this tab only, and sent to this node only.')],
    confirmed: () => take(input, dialog, done),
  });
  input.focus();
}

async function take(input, dialog, done) {
  const text = input.value.trim();
  if (!isSendable(text)) {
    dialog.fail('A token has letters, digits and signs, and no blanks.');
    return false;
  }
  const before = token();
  signIn(text);
  try {
    await ask('cluster/status');
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 401) {
      if (before) {
        signIn(before);
      } else {
        signOut();
      }
      dialog.fail(failure.message);
      return false;
    }
    // Whatever else is the matter doesn't speak against the token.
  }
  done();
  return true;
}
