/**
 * All pools. A watch tells of every decision at once; renewals are no decisions, so the list is also read again and again, as
 * often as that is cheap. Holds so many pools at most, the first by name.
 */

import { Refused, ask, part } from './api.js';
import { follow } from './events.js';
import { Bell, backOff, pause } from './patience.js';
import { Source } from './source.js';
import { troubles } from './trouble.js';

export const MOST_POOLS = 20_000;
const PAGE = 1000;
const LEAST_PAUSE_MS = 2_000;
const FIRST_PAUSE_MS = 3_000;
/** With so many changes at once the whole is read instead. */
const MANY_CHANGES = 100;
const AT_ONCE = 4;

export class PoolsFeed {
  /** By name, each with the moment when it was read and the ranks of its troubles. */
  pools = new Map();
  source = new Source();
  /** Whether there are more pools than are held. */
  more = false;
  /** Whether decisions are told of as they are made. */
  watching = false;
  #node;
  #changed;
  #heard;
  #dirty = new Set();
  #refreshing = 0;
  #soon = new Bell();
  #whole = false;
  #reads = true;

  /**
   * @param {{id: function(): string, now: function(): number}} node who answers here, and its wall clock
   * @param {function()} changed told when something is to be shown anew
   * @param {function(object)} heard told of each decision
   */
  constructor(node, changed, heard) {
    this.#node = node;
    this.#changed = changed;
    this.#heard = heard;
  }

  /** Whether the whole list is kept up to date, or only decisions are heard of. */
  reads(whether) {
    if (whether && !this.#reads) {
      this.#soon.ring();
    }
    this.#reads = whether;
  }

  /** Until the signal says that it is over. */
  async run(signal) {
    await Promise.all([this.#watch(signal), this.#readOn(signal)]);
  }

  #watch(signal) {
    const told = {
      up: () => {
        this.watching = true;
      },
      down: (failure) => {
        this.watching = false;
        if (failure instanceof Refused || this.source.at === null) {
          this.#soon.ring();
        }
        this.#changed();
      },
      event: (kind, message) => this.#take(kind, message, signal),
    };
    return follow({}, told, signal);
  }

  #take(kind, message, signal) {
    if (kind === 'pool') {
      this.#put(message.pool, 0);
      this.#changed();
    } else if (kind === 'change') {
      this.#heard(message.change);
      this.#dirty.add(message.change.pool);
      this.#refresh(signal);
    } else if (kind === 'resync') {
      this.#soon.ring();
    } else if (kind === 'synced') {
      if (!this.#whole) {
        this.#whole = true;
        this.source.fresh(this.#node.id());
      }
      this.#changed();
    }
  }

  /** @param {number} index the last entry of the log that it reflects: an answer that was overtaken doesn't count */
  #put(pool, index) {
    const known = this.pools.get(pool.name);
    if (known && known.index > index) {
      return;
    }
    if (this.pools.size >= MOST_POOLS && !known) {
      this.more = true;
      return;
    }
    const at = performance.now();
    this.pools.set(pool.name, { name: pool.name, pool, index, at, ranks: troubles(pool, this.#node.now()) });
  }

  /** Reads those that a decision was about. */
  async #refresh(signal) {
    if (this.#dirty.size > MANY_CHANGES) {
      this.#dirty.clear();
      this.#soon.ring();
    }
    while (this.#dirty.size > 0 && this.#refreshing < AT_ONCE && !signal.aborted) {
      const [name] = this.#dirty;
      this.#dirty.delete(name);
      this.#refreshing += 1;
      try {
        const answer = await ask(`pools/${part(name)}`, { consistency: 'CONSISTENCY_STALE' }, { signal });
        this.#put(answer.pool, Number(answer.logIndex));
        this.#changed();
      } catch (failure) {
        if (failure instanceof Refused && failure.status === 404) {
          this.pools.delete(name);
          this.#changed();
        }
      }
      this.#refreshing -= 1;
    }
  }

  async #readOn(signal) {
    await this.#soon.wait(this.#whole ? 0 : FIRST_PAUSE_MS, signal);
    let failures = 0;
    while (!signal.aborted) {
      const began = performance.now();
      if (this.#reads) {
        failures = (await this.#read(signal)) ? 0 : failures + 1;
      }
      const took = performance.now() - began;
      await this.#soon.wait(failures > 0 ? backOff(failures) : Math.max(LEAST_PAUSE_MS, 4 * took), signal);
    }
  }

  /** The first page asks a quorum, the others are of the same node. */
  async #read(signal) {
    try {
      await this.#pages('CONSISTENCY_LINEARIZABLE', signal);
      this.source.fresh(this.#node.id());
      return true;
    } catch (failure) {
      if (signal.aborted) {
        return false;
      }
      await this.#readAlone(failure, signal);
      return false;
    } finally {
      this.#changed();
    }
  }

  async #readAlone(failure, signal) {
    if (!(failure instanceof Refused) || !failure.isPassing) {
      this.source.stop(failure);
      return;
    }
    try {
      await this.#pages('CONSISTENCY_STALE', signal);
      this.source.alone(this.#node.id(), failure);
    } catch {
      this.source.stop(failure);
    }
  }

  async #pages(consistency, signal) {
    const began = performance.now();
    let token = '';
    let seen = 0;
    do {
      const fresh = token === '' ? consistency : 'CONSISTENCY_STALE';
      const page = await ask('pools', { page_size: PAGE, page_token: token, consistency: fresh }, { signal });
      page.pools.forEach((pool) => this.#put(pool, Number(page.logIndex)));
      seen += page.pools.length;
      if (!this.#whole) {
        this.#changed();
      }
      token = page.nextPageToken;
      await pause(0, signal);
    } while (token !== '' && seen < MOST_POOLS && !signal.aborted);
    this.more = token !== '';
    this.#whole = true;
    for (const [name, entry] of this.pools) {
      if (entry.at < began) {
        this.pools.delete(name);
      }
    }
  }
}
