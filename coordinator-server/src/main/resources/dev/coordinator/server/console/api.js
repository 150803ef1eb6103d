/** The node's HTTP API: the same calls as everybody's, with the token of who has signed in. */

import { token } from './session.js';

/** The node's answer was no. `message` is its own sentence. */
export class Refused extends Error {
  constructor(status, reason, message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  /** Whether it is for want of a leader, and goes by without one's doing anything. */
  get isPassing() {
    return this.status === 503 || this.status === 504 || this.status === 429;
  }
}

/** There was no answer, or none of the node's. */
export class Unreachable extends Error {}

/** A part of a path from a name, whatever characters it has. */
export const part = (name) => encodeURIComponent(name);

/** Where the API is, wherever a proxy has put the page. */
export function address(path, parameters = {}) {
  const url = new URL(`v1/${path}`, document.baseURI);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '' && value !== undefined) {
      url.searchParams.set(name, String(value));
    }
  }
  return url;
}

/** Reads. @param {{patience?: number, signal?: AbortSignal}} [options] patience in milliseconds */
export function ask(path, parameters = {}, options = {}) {
  return send('GET', address(path, parameters), undefined, options);
}

/** Has something done. */
export function tell(path, body, options = {}) {
  return send('POST', address(path), body, { patience: 35_000, ...options });
}

export function authorization() {
  return token() ? { Authorization: `Bearer ${token()}` } : {};
}

async function send(method, url, body, { patience = 5_000, signal } = {}) {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, patience);
  if (signal) {
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) {
      end();
    }
  }
  try {
    const headers = { Accept: 'application/json', ...authorization() };
    const request = {
      method,
      headers,
      signal: ending.signal,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
    };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
      request.body = JSON.stringify(body);
    }
    const response = await fetch(url, request);
    return await read(response);
  } catch (failure) {
    if (failure instanceof Refused || failure instanceof Unreachable) {
      throw failure;
    }
    const why = ending.signal.aborted ? `no answer within ${patience / 1000}s` : 'no connection';
    throw new Unreachable(why);
  } finally {
    clearTimeout(timer);
    if (signal) {
      signal.removeEventListener('abort', end);
    }
  }
}

async function read(response) {
  if (response.ok) {
    return response.json();
  }
  throw await refusal(response);
}

/** What an answer that isn't good says. */
export async function refusal(response) {
  try {
    const status = JSON.parse(await response.text());
    const info = (status.details || []).find((each) => String(each['@type']).endsWith('google.rpc.ErrorInfo'));
    return new Refused(response.status, info ? info.reason : '', String(status.message));
  } catch {
    return new Unreachable(`${response.status} ${response.statusText}, by something between`.replace(' ,', ','));
  }
}
