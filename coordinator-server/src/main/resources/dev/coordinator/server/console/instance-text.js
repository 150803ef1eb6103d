/** An instance in words, as `coordctl instances` has them. */

import { suspension } from './pool-text.js';
import { roleWords } from './words.js';

const ROLE_MOODS = {
  ROLE_PRIMARY: 'good',
  ROLE_DRAINING: 'doubtful',
  ROLE_UNELECTABLE: 'doubtful',
  ROLE_SUPERSEDED: 'bad',
};

/** What it is to the pool, and how good that is. */
export function role(instance) {
  return { text: roleWords(instance.role), mood: ROLE_MOODS[instance.role] || 'plain' };
}

/** Whether it is heard of, and what an operator said. */
export function state(instance) {
  if (instance.eviction) {
    return { text: 'evicted', mood: 'doubtful' };
  }
  if (instance.left) {
    return { text: 'left', mood: 'plain' };
  }
  if (!instance.live) {
    return { text: 'lost', mood: 'bad' };
  }
  if (instance.cordon) {
    return { text: 'cordoned', mood: 'doubtful' };
  }
  return instance.fresh ? { text: 'live', mood: 'plain' } : { text: 'stale', mood: 'doubtful' };
}

/** Why it is not, or must not be, primary; and that two runs check in under its id. Often empty. */
export function reason(instance) {
  const parts = [];
  if (instance.eviction) {
    parts.push(
      `evicted by ${instance.eviction.actor}${instance.eviction.comment ? `: ${instance.eviction.comment}` : ''}`,
    );
  } else if (instance.cordon) {
    parts.push(`cordoned ${suspension(instance.cordon)}`);
  }
  if (instance.unelectableReason && !instance.eviction) {
    parts.push(instance.unelectableReason);
  }
  if (instance.dispute) {
    parts.push('two runs check in under this id');
  }
  return parts.join('; ');
}

/** How long it may yet be silent until it counts as lost; null when that doesn't count. @param instance as it is by now */
export function lostIn(instance, ttlMillis) {
  return instance.live && !instance.left ? Math.max(0, ttlMillis - instance.lastCheckInAgoMs) : null;
}

/** Why it can't be made primary now; null when it can. */
export function unfit(instance) {
  if (instance.role === 'ROLE_PRIMARY' || instance.role === 'ROLE_DRAINING') {
    return 'is primary already';
  }
  if (instance.eviction) {
    return 'was evicted';
  }
  if (instance.left) {
    return 'has left';
  }
  if (!instance.live) {
    return 'is not heard of any more';
  }
  if (instance.cordon) {
    return 'is cordoned';
  }
  return instance.electable ? null : 'says that it must not be primary';
}
