/** The token of who has signed in. It lives in this tab alone, ends with it, and is never part of an address. */

const KEY = 'coordinator-token';
const listeners = new Set();
let wanted = false;

/** What was typed that no request can carry. */
const SENDABLE = /^[\x21-\x7e]{1,8192}$/;

/** Empty: nobody has signed in. */
export function token() {
  return sessionStorage.getItem(KEY) || '';
}

/** Whether it can be sent at all. */
export function isSendable(text) {
  return SENDABLE.test(text);
}

export function signIn(text) {
  sessionStorage.setItem(KEY, text);
  listeners.forEach((each) => each());
}

export function signOut() {
  sessionStorage.removeItem(KEY);
  listeners.forEach((each) => each());
}

/** Something was denied for want of a token. */
export function wantToken() {
  wanted = true;
}

/** Whether signing in may help. */
export const isTokenWanted = () => wanted;

/** Told when somebody signs in or out. */
export function onSession(listener) {
  listeners.add(listener);
}
