#!/usr/bin/env node
// An instance of a pool, with Node.js alone (18 or later, Linux).
//
//     COORDINATOR_URLS=http://n1:7402,http://n2:7402,http://n3:7402 node member.mjs POOL INSTANCE
//
// Copy the class Member. What it does and why: README.md beside this file.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_WAIT = 20_000; // ms for which an answer may wait for news
const FIRST_PAUSE = 100, LONGEST_PAUSE = 5_000; // ms between attempts when no node answers
const COMES_AND_GOES = [408, 429, 500, 503, 504];

/** Milliseconds on a clock that goes on while the machine sleeps and that nobody can set. */
const now = () => Number(readFileSync('/proc/uptime', 'ascii').split(' ')[0]) * 1000;

class Refused extends Error {
  constructor(status, retryAfter, message) {
    super(message);
    Object.assign(this, { status, retryAfter: Number(retryAfter) * 1000 || 0 });
  }
}

/**
 * Checks in until left, and stops being primary in time whatever the network does.
 *
 * When onStandby returns (or its promise is kept), what only the primary may do must have stopped; it has the pool's safety
 * margin for that. What blocks the event loop for longer than the margin must not be done by a primary.
 */
export class Member {
  #incarnation = (randomBytes(8).readBigUInt64BE() >> 1n) | 1n; // one run of the instance: this process
  #seq = 0;
  #nonce = '0';
  #holding = null; // null: nothing is known; '0': nothing is held; else the epoch that is held
  #validUntil = 0;
  #stopping = null;
  #leaving = new AbortController();
  #urls; #onPrimary; #onStandby; #guard;
  superseded = false;

  constructor(urls, pool, instance, onPrimary, onStandby) {
    const path = `/v1/pools/${encodeURIComponent(pool)}/instances/${encodeURIComponent(instance)}`;
    this.#urls = urls.map((url) => url.replace(/\/$/, '') + path);
    this.#onPrimary = onPrimary;
    this.#onStandby = onStandby;
  }

  /** The fencing token while this instance is primary by its own clock, else null. Ask before every write. */
  token() {
    return this.#reigns() && now() < this.#validUntil ? this.#holding : null;
  }

  /** Stops what the primary does and gives the lease up, so that the next one takes over at once. */
  leave() {
    this.#leaving.abort();
  }

  /** Checks in until it has left or was superseded. */
  async run() {
    this.#watch();
    let pause = FIRST_PAUSE;
    while (!this.#leaving.signal.aborted && !this.superseded) {
      let after;
      try {
        after = await this.#checkIn();
        pause = FIRST_PAUSE;
      } catch (failed) {
        this.#urls.push(this.#urls.shift()); // the next node
        after = Math.max(pause * (0.5 + Math.random() / 2), retryAfter(failed));
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
      await sleep(after, undefined, { signal: this.#leaving.signal }).catch(() => {});
    }
    clearTimeout(this.#guard);
    await this.#stop();
    if (!this.superseded) await this.#leave();
  }

  #reigns() {
    return this.#holding !== null && this.#holding !== '0';
  }

  /** Ends the reign when the lease ends, though a check-in be under way. */
  #watch() {
    const left = this.#reigns() ? this.#validUntil - now() : 1000;
    if (left <= 0) this.#stop();
    // Not longer than a second: timers don't go on while the machine sleeps.
    clearTimeout(this.#guard);
    this.#guard = setTimeout(() => this.#watch(), Math.min(Math.max(left, 10), 1000));
  }

  #stop() {
    if (this.#reigns() && !this.#stopping) {
      this.#validUntil = 0;
      this.#stopping = Promise.resolve(this.#onStandby()).then(() => {
        this.#holding = '0'; // not before: it is a promise that nothing goes on any more
        this.#stopping = null;
      });
    }
    return this.#stopping;
  }

  /** Gives in how many milliseconds to come again. */
  async #checkIn() {
    await this.#stopping;
    const sent = now(); // before the check-in is composed: the lease counts from here
    this.#seq++; // with every attempt, retries included
    // A primary must be able to ask another node before its lease ends.
    const patience = this.#reigns() ? Math.min(LONGEST_WAIT, (this.#validUntil - sent) / 2) : LONGEST_WAIT;
    const said = { incarnation: `${this.#incarnation}`, seq: `${this.#seq}`, nonce: this.#nonce };
    if (this.#holding !== null) said.holdingEpoch = this.#holding;
    const wait = this.#holding === null ? '' : `?wait=${Math.floor(Math.max(0, patience) * 0.8)}ms`;
    const answer = await this.#post(`:checkIn${wait}`, said, patience, this.#leaving.signal);
    if (answer.seq !== `${this.#seq}`) throw new Error('this answers another check-in');
    await this.#stopping;
    return this.#heed(answer, sent);
  }

  async #heed(answer, sent) {
    this.#nonce = '0';
    if (answer.role === 'ROLE_SUPERSEDED') {
      this.superseded = true;
      return 0;
    }
    if (answer.reason === 'ROLE_REASON_PROVE_INCARNATION') {
      this.#nonce = answer.nonce;
      return 0;
    }
    if (answer.role === 'ROLE_PRIMARY') {
      const validUntil = sent + Number(answer.leaseValidMs);
      if (validUntil <= now()) return 0; // the answer took too long
      const begins = answer.epoch !== this.#holding;
      if (begins) await this.#stop();
      this.#holding = answer.epoch;
      this.#validUntil = validUntil;
      this.#watch();
      if (begins) this.#onPrimary(answer.epoch);
    } else if (this.#reigns()) { // DRAINING: asked to stop; else the lease is gone
      await this.#stop();
      return 0; // to say that it has stopped
    } else {
      this.#holding = '0';
    }
    return Number(answer.nextCheckInMs);
  }

  async #leave() {
    for (const url of [...this.#urls]) {
      this.#seq++;
      try {
        await this.#post(':leave', { incarnation: `${this.#incarnation}`, seq: `${this.#seq}` }, 2_000);
        return;
      } catch {
        this.#urls.push(this.#urls.shift());
      }
    }
    // Nobody answers: then the lease runs out by itself.
  }

  async #post(verb, said, patience, ending) {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), Math.max(50, patience));
    const end = () => cut.abort();
    if (ending?.aborted) end();
    ending?.addEventListener('abort', end);
    try {
      const response = await fetch(this.#urls[0] + verb, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(said),
        signal: cut.signal,
      });
      const text = await response.text();
      if (!response.ok) throw new Refused(response.status, response.headers.get('Retry-After'), text);
      return JSON.parse(text);
    } finally {
      clearTimeout(timer);
      ending?.removeEventListener('abort', end);
    }
  }
}

/** Milliseconds; what doesn't come and go by itself is told to people, and tried again seldom. */
function retryAfter(failed) {
  if (!(failed instanceof Refused)) return 0;
  if (COMES_AND_GOES.includes(failed.status)) return failed.retryAfter;
  console.error(`refused: ${failed.message}`);
  return LONGEST_PAUSE;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const member = new Member(
    (process.env.COORDINATOR_URLS ?? 'http://localhost:7402').split(','),
    process.argv[2],
    process.argv[3],
    (epoch) => console.log(`primary epoch=${epoch}`), // begin the work here
    () => console.log('standby'), // and end it here
  );
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => member.leave());
  const work = setInterval(() => {
    const token = member.token();
    if (token !== null) {
      // a piece of work, with the token: the resource refuses those below the highest that it has seen
    }
  }, 1000);
  await member.run();
  clearInterval(work);
  if (member.superseded) {
    console.error('another run has the seat of this instance');
    process.exitCode = 1;
  }
}
