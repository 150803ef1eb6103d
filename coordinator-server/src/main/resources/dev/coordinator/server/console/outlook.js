/** What an operator's word came to, in a sentence or two, as coordctl says it. */

import { gap, kindOf } from './change-text.js';
import { exact } from './durations.js';

const within = (outlook) => (outlook.withinMs === undefined ? '' : ` for ${exact(Number(outlook.withinMs))}`);

function primary(outlook) {
  if (outlook.primary) {
    return `${outlook.primary} is primary.`;
  }
  return outlook.successor ? `No one is primary yet; ${outlook.successor} is awaited.` : 'No one is primary.';
}

/** Each by what was asked for. */
export const OUTLOOKS = {
  switchOver: (outlook) => {
    const follows = outlook.successor || 'whoever ranks best';
    return outlook.primary
      ? `${outlook.primary} is asked to stop; ${follows} is to follow.`
      : `${follows} is called to become primary.`;
  },
  pause: (outlook, pool) =>
    `${pool} is paused${within(outlook) || ' until it is resumed'}. ` +
    (outlook.primary
      ? `${outlook.primary} stays primary; if its lease ends, no other takes over by itself.`
      : 'It has no primary, and gets none by itself but the one it had last.'),
  resume: (outlook, pool) => `${pool} moves by itself again. ${primary(outlook)}`,
  cordon: (outlook, pool, instance) =>
    `${instance} must not be primary${within(outlook)}.` +
    (outlook.primary === instance ? ' It is, so it is asked to stop, and its lease is not renewed any more.' : ''),
  uncordon: (outlook, pool, instance) =>
    `${instance} may be primary again, as far as operators go. ${primary(outlook)}`,
  callOffHandover: (outlook, pool) =>
    outlook.primary
      ? `${outlook.primary} stays primary of ${pool}.`
      : `Nothing is left to call off in ${pool}. ${primary(outlook)}`,
};

/** Follows a move to its end, decision by decision. */
export class Pursuit {
  #pool;
  #from;

  /** @param {string} logIndex where the move was decided */
  constructor(pool, logIndex) {
    this.#pool = pool;
    this.#from = Number(logIndex);
  }

  /** How the move ended, when this decision ends it; null when it goes on. */
  end(change) {
    if (change.pool !== this.#pool || Number(change.logIndex) < this.#from) {
      return null;
    }
    switch (kindOf(change)) {
      case 'GRANTED':
        return (
          `${change.to} is primary of ${this.#pool}, epoch ${change.epoch}. ` +
          `The pool was without a primary for ${gap(Number(change.vacantForMs))}.`
        );
      case 'DRAIN_CALLED_OFF':
        return `${change.to || change.from} stays primary of ${this.#pool}. ${whyItStays(change)}`;
      case 'POOL_DELETED':
      case 'POOL_REMOVED':
        return `The pool ${this.#pool} was deleted meanwhile.`;
      default:
        return null;
    }
  }
}

function whyItStays(change) {
  switch (change.cause) {
    case 'CHANGE_CAUSE_TIMED_OUT':
      return 'It did not stop in time.';
    case 'CHANGE_CAUSE_TARGET_LOST':
      return "The one that was to follow can't be primary any more.";
    case 'CHANGE_CAUSE_REQUESTED':
      return `It was called off by ${change.actor}.`;
    default:
      return 'The history says why.';
  }
}
