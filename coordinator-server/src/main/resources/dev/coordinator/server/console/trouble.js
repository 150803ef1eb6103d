/** What can be the matter with a pool: the same words, in the same order, as in `coordctl top`. */

import { exact, rough, roughAtMost } from './durations.js';
import { count, stateWords } from './words.js';

/** The worst first. `mood` is how bad it is. */
export const TROUBLES = [
  { id: 'NO_PRIMARY', words: 'no primary', mood: 'bad' },
  { id: 'DUAL_CLAIM', words: 'dual claim', mood: 'bad' },
  { id: 'GRANTS_NOTHING', words: 'grants nothing', mood: 'doubtful' },
  { id: 'AWAITED', words: 'primary awaited', mood: 'doubtful' },
  { id: 'BOOTSTRAPPING', words: 'bootstrapping', mood: 'doubtful' },
  { id: 'LEASE_RUNS_DOWN', words: 'lease runs down', mood: 'doubtful' },
  { id: 'NO_SUCCESSOR', words: 'no successor', mood: 'doubtful' },
  { id: 'DRAINING', words: 'draining', mood: 'doubtful' },
  { id: 'PAUSED', words: 'paused', mood: 'doubtful' },
  { id: 'FLAPPING', words: 'flapping', mood: 'doubtful' },
];

/** The rank of a pool with which nothing is the matter. */
export const WELL = TROUBLES.length;

const RANKS = Object.fromEntries(TROUBLES.map((trouble, rank) => [trouble.id, rank]));
const FLAPPING_FROM = 3;
const NEWS_MS = 86_400_000;

const LACKS = {
  POOL_STATE_VACANT: 'NO_PRIMARY',
  POOL_STATE_QUIET: 'GRANTS_NOTHING',
  POOL_STATE_DELETED: 'GRANTS_NOTHING',
  POOL_STATE_DESIGNATED: 'AWAITED',
  POOL_STATE_BOOTSTRAPPING: 'BOOTSTRAPPING',
};

/**
 * A renewal is overdue: the lease is shorter than it can be when the last check-in of an interval, a tenth of jitter and the
 * half interval after which an instance isn't fresh any more are over.
 */
export function isRenewalOverdue(pool) {
  const least = Number(pool.settings.leaseTtlMs) - (Number(pool.settings.checkInIntervalMs) * 8) / 5;
  return pool.state === 'POOL_STATE_HELD' && Boolean(pool.primary) && Number(pool.leaseRemainingMs) < least;
}

/** Whether somebody claimed within the last day an epoch that was not its own. @param {number} now the node's wall clock */
export function hasNewAlarm(pool, now) {
  return (pool.alarms || []).some((alarm) => Date.parse(alarm.time) > now - NEWS_MS);
}

/**
 * The ranks of what is the matter with a pool, the worst first. All of it but its words: those change as time passes.
 *
 * @param pool as it was read: a lease that only counts down since then has most likely been renewed meanwhile
 * @param {number} now the node's wall clock
 */
export function troubles(pool, now) {
  const found = new Set();
  if (LACKS[pool.state]) {
    found.add(LACKS[pool.state]);
  }
  if (hasNewAlarm(pool, now)) {
    found.add('DUAL_CLAIM');
  }
  if (isRenewalOverdue(pool)) {
    found.add('LEASE_RUNS_DOWN');
  }
  if (pool.primary && pool.successors === 0) {
    found.add('NO_SUCCESSOR');
  }
  if (pool.state === 'POOL_STATE_DRAINING') {
    found.add('DRAINING');
  }
  if (pool.paused) {
    found.add('PAUSED');
  }
  if (pool.recentLosses >= FLAPPING_FROM) {
    found.add('FLAPPING');
  }
  return [...found].map((id) => RANKS[id]).sort((one, other) => one - other);
}

/** How bad the worst of it is: 'good' when nothing is the matter. */
export function mood(ranks) {
  return ranks.length === 0 ? 'good' : TROUBLES[ranks[0]].mood;
}

/** "no successor; paused for 12m"; "held; switchover in 8h 12m" when nothing is the matter. @param pool as it is by now */
export function sentence(ranks, pool) {
  const parts = ranks.length === 0 ? ['held'] : ranks.map((rank) => wordsOf(TROUBLES[rank], pool));
  if (pool.scheduledSwitchover) {
    parts.push(`switchover in ${rough(pool.scheduledSwitchover.remainingMs)}`);
  }
  return parts.join('; ');
}

function wordsOf(trouble, pool) {
  switch (trouble.id) {
    case 'GRANTS_NOTHING':
      return `${stateWords(pool.state)}, grants nothing for ${roughAtMost(pool.grantsNothingForMs)}`;
    case 'AWAITED':
      return `no primary yet, awaiting ${pool.designated}`;
    case 'BOOTSTRAPPING':
      return `no primary yet, ${pool.successors} of ${count(pool.settings.minCandidates, 'candidate')}`;
    case 'DRAINING':
      return (
        'draining' +
        (pool.target ? ` for ${pool.target}` : '') +
        (pool.callOffInMs > 0 ? `, called off in ${roughAtMost(pool.callOffInMs)}` : '')
      );
    case 'PAUSED':
      return pool.pause && pool.pause.remainingMs !== undefined
        ? `paused for ${roughAtMost(pool.pause.remainingMs)}`
        : 'paused';
    case 'FLAPPING':
      return `flapping, ${pool.recentLosses} losses in ${exact(Number(pool.settings.flapWindowMs))}`;
    default:
      return trouble.words;
  }
}
