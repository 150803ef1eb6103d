/**
 * Where what is shown comes from, and what it is worth. Time passes by the browser's monotonic clock alone: the server says how
 * long things still last, and no clock is compared with another's. While it is stale the countdowns stand still, since cluster
 * time does so without a leader.
 */

import { rough } from './durations.js';
import { Refused } from './api.js';

/** The browser slept: by how much its two clocks may have drifted apart since. */
const SLEPT_MS = 2_000;

export class Source {
  node = '';
  at = null;
  trouble = '';
  told = false;
  #stoppedAt = null;
  #drift = 0;

  /** Read just now, and nothing was decided that it doesn't show. */
  fresh(node) {
    this.node = node;
    this.at = performance.now();
    this.trouble = '';
    this.told = false;
    this.#stoppedAt = null;
    this.#drift = Date.now() - performance.now();
  }

  /** Read just now, and all that one node knows: no quorum could be asked. */
  alone(node, failure) {
    this.stop(failure);
    this.node = node;
    this.at = performance.now();
    this.#stoppedAt = this.at;
    this.told = true;
  }

  /** It couldn't be read anew. */
  stop(failure) {
    this.trouble = describe(failure);
    this.told = false;
    this.#stoppedAt ??= performance.now();
  }

  get isStale() {
    return this.trouble !== '';
  }

  /** How long ago something was read, as far as time has passed for it. In milliseconds. */
  since(at) {
    return Math.max(0, (this.#stoppedAt ?? performance.now()) - at);
  }

  /** Whether the machine slept since the last reading, so that more time may have passed than is known here. */
  hasSlept() {
    return this.at !== null && Math.abs(Date.now() - performance.now() - this.#drift) > SLEPT_MS;
  }

  /** Who may see pools may not see the cluster, and so not know who answers. */
  #read() {
    return `read ${ago(performance.now() - this.at)}${this.node ? ` through ${this.node}` : ''}`;
  }

  /** For people: what this is worth. */
  sentence() {
    if (!this.isStale) {
      return this.at === null ? 'Asking the node…' : this.#read();
    }
    if (this.at === null) {
      return `Nothing to show yet: ${this.trouble}.`;
    }
    const what = this.told ? `what ${this.node || 'the node'} alone knows` : this.#read();
    return `${what}; ${this.trouble}. Countdowns are stopped.`;
  }
}

const ago = (millis) => (millis < 1000 ? 'less than 1s ago' : `${rough(Math.floor(millis / 1000) * 1000)} ago`);

/** What went wrong, in a few words. */
export function describe(failure) {
  if (failure instanceof Refused) {
    return failure.status === 401 ? 'sign in to see it' : failure.message;
  }
  return failure && failure.message ? `the node doesn't answer: ${failure.message}` : String(failure);
}
