/** What this browser remembers: how the page looks and who sits before it. Nothing secret. */

const read = (key) => {
  try {
    return localStorage.getItem(`coordinator-${key}`) || '';
  } catch {
    return '';
  }
};

const write = (key, value) => {
  try {
    localStorage.setItem(`coordinator-${key}`, value);
  } catch {
    // A browser that remembers nothing works as well.
  }
};

export const THEMES = ['system', 'light', 'dark'];

export function theme() {
  return THEMES.includes(read('theme')) ? read('theme') : 'system';
}

export function setTheme(name) {
  write('theme', name);
  applyTheme();
}

/** Makes the page look as it was chosen, or as the system does. */
export function applyTheme() {
  document.documentElement.dataset.theme = theme();
}

/** Whether single keys do something. */
export const hasKeys = () => read('keys') !== 'off';
export const setKeys = (on) => write('keys', on ? 'on' : 'off');

/** Who asks for things, in their words, for the record. */
export const author = () => read('author');
export const setAuthor = (name) => write('author', name);
