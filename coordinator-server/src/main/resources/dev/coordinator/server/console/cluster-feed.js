/** What the node that served this page says of itself and of its cluster. */

import { Refused, ask } from './api.js';
import { Bell, backOff } from './patience.js';
import { Source } from './source.js';

const PAUSE_MS = 3_000;

export class ClusterFeed {
  source = new Source();
  /** The node's answer; null: there was none yet. */
  status = null;
  /** When it came. */
  at = null;
  /** Who changed the nodes, the newest first; read while the cluster is looked at. */
  changes = [];
  /** The node tells nothing to those whom it doesn't know. */
  wantsToken = false;
  #changed;
  #soon = new Bell();
  #looked = false;

  constructor(changed) {
    this.#changed = changed;
  }

  /** The id of the node that answers; empty before its first answer. */
  id() {
    return this.status ? this.status.nodeId : '';
  }

  /** The node's wall clock, in milliseconds since 1970, as far as it is known here. */
  now() {
    return this.status ? Number(this.status.wallTimeMs) + (performance.now() - this.at) : 0;
  }

  /** Whether the cluster itself is looked at. */
  look(whether) {
    this.#looked = whether;
    if (whether) {
      this.#soon.ring();
    }
  }

  async run(signal) {
    let failures = 0;
    while (!signal.aborted) {
      failures = (await this.#read(signal)) ? 0 : failures + 1;
      await this.#soon.wait(failures > 0 ? backOff(failures) : PAUSE_MS, signal);
    }
  }

  async #read(signal) {
    try {
      this.status = await ask('cluster/status', {}, { signal });
      this.at = performance.now();
      this.source.fresh(this.status.nodeId);
      this.wantsToken = false;
      if (this.#looked) {
        const answer = await ask('cluster/changes', {}, { signal });
        this.changes = answer.changes.reverse();
      }
      return true;
    } catch (failure) {
      if (signal.aborted) {
        return false;
      }
      this.wantsToken = failure instanceof Refused && failure.status === 401;
      this.source.stop(failure);
      return false;
    } finally {
      this.#changed();
    }
  }
}
