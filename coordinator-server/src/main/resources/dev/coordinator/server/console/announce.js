/** Tells screen readers what changed, where that is worth it: never what counts down. */

import { setText } from './dom.js';

/** Says it, once. */
export function announce(text) {
  const region = document.getElementById('announcements');
  if (region) {
    setText(region, text);
  }
}
