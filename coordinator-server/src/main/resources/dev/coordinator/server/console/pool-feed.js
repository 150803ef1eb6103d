/** One pool, while it is looked at: itself, its instances, its history, and what would happen if its primary died now. */

import { Refused, ask, part } from './api.js';
import { Bell, backOff } from './patience.js';
import { Source } from './source.js';

const PAUSE_MS = 2_000;
const MOST_INSTANCES = 1000;
const MOST_CHANGES = 128;

export class PoolFeed {
  name;
  source = new Source();
  /** When what is here was read; null: nothing was. */
  at = null;
  pool = null;
  instances = [];
  moreInstances = false;
  changes = [];
  explanation = null;
  /** The node knows no such pool, or there can't be one of that name. */
  isUnknown = false;
  #node;
  #changed;
  #soon = new Bell();

  /** @param {{id: function(): string}} node who answers here */
  constructor(name, node, changed) {
    this.name = name;
    this.#node = node;
    this.#changed = changed;
  }

  /** Something was decided about it: reads at once. */
  poke() {
    this.#soon.ring();
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
      await this.#ask('CONSISTENCY_LINEARIZABLE', signal);
      this.source.fresh(this.#node.id());
      return true;
    } catch (failure) {
      if (signal.aborted) {
        return false;
      }
      if (failure instanceof Refused && (failure.status === 404 || failure.status === 400)) {
        this.#forget();
        return true;
      }
      await this.#askAlone(failure, signal);
      return false;
    } finally {
      this.#changed();
    }
  }

  async #askAlone(failure, signal) {
    if (!(failure instanceof Refused) || !failure.isPassing) {
      this.source.stop(failure);
      return;
    }
    try {
      await this.#ask('CONSISTENCY_STALE', signal);
      this.source.alone(this.#node.id(), failure);
    } catch {
      this.source.stop(failure);
    }
  }

  /** The first question asks a quorum; the node has applied at least as much when it answers the others. */
  async #ask(consistency, signal) {
    const path = `pools/${part(this.name)}`;
    const { pool } = await ask(path, { consistency }, { signal });
    const rest = { consistency: 'CONSISTENCY_STALE' };
    const [seats, history, explanation] = await Promise.all([
      ask(`${path}/instances`, { page_size: MOST_INSTANCES, ...rest }, { signal }),
      ask(`${path}/history`, { limit: MOST_CHANGES, newest_first: true, ...rest }, { signal }),
      ask(`${path}:explain`, rest, { signal }),
    ]);
    this.pool = pool;
    this.instances = seats.instances;
    this.moreInstances = seats.nextPageToken !== '';
    this.changes = history.changes;
    this.explanation = explanation;
    this.isUnknown = false;
    this.at = performance.now();
  }

  #forget() {
    this.isUnknown = true;
    this.pool = null;
    this.instances = [];
    this.changes = [];
    this.explanation = null;
    this.source.fresh(this.#node.id());
  }
}
