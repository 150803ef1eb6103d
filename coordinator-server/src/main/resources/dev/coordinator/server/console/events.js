/**
 * Server-sent events, read by hand: a browser's own EventSource can't say who asks. Goes on after the last event that came,
 * also at another node behind the same address.
 */

import { Refused, Unreachable, address, authorization, refusal } from './api.js';
import { backOff, pause } from './patience.js';

/** A sign of life comes every 15 s. */
const SILENCE_MS = 40_000;
const MOST_CHARACTERS = 8 << 20;

/**
 * Follows a watch until the signal says that it is over.
 *
 * @param {object} parameters of the watch
 * @param {{event: function(string, object), up: function(), down: function(Error)}} told `event` gets a kind and its data
 */
export async function follow(parameters, told, signal) {
  let last = '';
  let attempt = 0;
  while (!signal.aborted) {
    try {
      await once(parameters, last, signal, {
        up: told.up,
        event: (kind, data, id) => {
          last = id || last;
          attempt = 0;
          told.event(kind, data);
        },
      });
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      if (failure instanceof Refused && failure.status === 400) {
        last = '';
      }
      told.down(failure);
    }
    await pause(backOff(attempt), signal);
    attempt += 1;
  }
}

async function once(parameters, last, signal, told) {
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  let timer = setTimeout(end, SILENCE_MS);
  try {
    const headers = { Accept: 'text/event-stream', ...authorization(), ...(last ? { 'Last-Event-ID': last } : {}) };
    const url = address('pools:watch', parameters);
    const response = await fetch(url, { headers, signal: ending.signal, cache: 'no-store', redirect: 'error' });
    if (!response.ok) {
      throw await refusal(response);
    }
    told.up();
    const lines = new Lines(told.event);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(end, SILENCE_MS);
      lines.take(next.value);
    }
    throw new Unreachable('the node ended the stream');
  } catch (failure) {
    throw failure instanceof Refused || failure instanceof Unreachable ? failure : new Unreachable('no connection');
  } finally {
    clearTimeout(timer);
    ending.abort();
    signal.removeEventListener('abort', end);
  }
}

/** From pieces of text to events. */
class Lines {
  #event;
  #rest = '';
  #kind = '';
  #id = '';
  #data = [];

  constructor(event) {
    this.#event = event;
  }

  take(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    if (this.#rest.length > MOST_CHARACTERS) {
      throw new Unreachable('an event is too long');
    }
    lines.forEach((line) => this.#line(line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  #line(line) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (line === '') {
      this.#end();
    } else if (name === 'event') {
      this.#kind = value;
    } else if (name === 'id') {
      this.#id = value;
    } else if (name === 'data') {
      this.#data.push(value);
    }
  }

  #end() {
    const [kind, data, id] = [this.#kind, this.#data, this.#id];
    this.#kind = '';
    this.#data = [];
    this.#id = '';
    if (data.length > 0) {
      this.#event(kind, JSON.parse(data.join('\n')), id);
    }
  }
}
