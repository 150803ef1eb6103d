/** What would happen if the primary died now, in the words of `coordctl explain`. */

import { roughAtMost } from './durations.js';
import { scheduleSentence, suspension } from './pool-text.js';
import { kindOf } from './change-text.js';
import { count, stateWords } from './words.js';

/** The answer first, then what else is in force, a sentence each. */
export function sentences(answer) {
  const pool = answer.pool;
  const all = [answer.next ? somebody(answer) : nobody(answer)];
  if (Number(answer.delayMs) > 0) {
    all.push(`For ${roughAtMost(Number(answer.delayMs))} of that nobody could follow: ${delayedBy(answer)}.`);
  }
  if (pool.pause) {
    all.push(`Automatic moves are suspended ${suspension(pool.pause)}.`);
  }
  if (pool.scheduledSwitchover) {
    all.push(scheduleSentence(pool.scheduledSwitchover));
  }
  if (pool.target) {
    all.push(`${pool.target} is named to be next.`);
  }
  if (Number(pool.callOffInMs) > 0 && pool.primary) {
    const within = roughAtMost(Number(pool.callOffInMs));
    all.push(`${pool.primary.instanceId} is asked to stop, and stays if it hasn't within ${within}.`);
  }
  if (Number(pool.grantsNothingForMs) > 0) {
    const after = stateWords(pool.state) === 'deleted' ? 'deletion' : 'recovery';
    all.push(`Nothing is granted for another ${roughAtMost(Number(pool.grantsNothingForMs))} after a ${after}.`);
  }
  return all;
}

function somebody(answer) {
  const when =
    answer.worstCaseMs === undefined ? 'but not by itself' : `within ${roughAtMost(Number(answer.worstCaseMs))}`;
  return answer.pool.primary
    ? `If ${answer.pool.primary.instanceId} died now, ${answer.next} would be primary ${when}.`
    : `${answer.pool.name} has no primary; ${answer.next} will be ${when}.`;
}

function nobody(answer) {
  const who = answer.pool.primary
    ? `If ${answer.pool.primary.instanceId} died now, no one would take over: `
    : `${answer.pool.name} has no primary and gets none by itself: `;
  switch (answer.obstacle) {
    case 'OBSTACLE_PAUSED':
      return `${who}the pool is paused, and only the one that held the lease last may take it. To end that: resume it.`;
    case 'OBSTACLE_BOOTSTRAPPING':
      return (
        `${who}it waits for ${candidates(answer)} before its first grant, and there are ${answer.pool.successors}. ` +
        `To go on without: coordctl failover ${answer.pool.name}.`
      );
    default:
      return `${who}no other instance is live, electable and not cordoned.`;
  }
}

const candidates = (answer) => count(answer.pool.settings.minCandidates, 'candidate');

function delayedBy(answer) {
  switch (answer.delayedBy) {
    case 'OBSTACLE_PAUSED':
      return 'the pool is paused';
    case 'OBSTACLE_BOOTSTRAPPING':
      return `it waits for ${candidates(answer)} before its first grant`;
    default:
      return 'no other instance would be live, electable and not cordoned';
  }
}

/** What time alone changes on the way; none when that is no more than that the lease ends and somebody is chosen. */
export function course(answer) {
  const all = answer.course || [];
  return all.every((each) => ['VACATED', 'DESIGNATED'].includes(kindOf(each.change))) ? [] : all;
}

const WHY = {
  CHOSEN: 'would be primary',
  LOST: 'is not heard of any more',
  UNELECTABLE: 'says that it must not be primary',
  LEFT: 'has left',
  YIELDED: 'gave the lease up a moment ago',
  STALE: 'is overdue with its check-in',
  LOWER_PRIORITY: 'has a lower priority',
  MORE_LOSSES: 'was lost more often of late',
  LIVE_SHORTER: 'has been live for a shorter time',
  LATER_ID: 'is equal in everything else, and its id sorts later',
  CORDONED: 'is cordoned by an operator',
  PAUSED: 'did not hold the lease last, and the pool is paused',
  NOT_THE_TARGET: 'another was named to be next',
  EVICTED: 'was evicted by an operator',
  NOT_ITS_TURN: 'ranks higher, but another was chosen before',
};

/** What decides a candidate's place. */
export function why(verdict) {
  return WHY[(verdict || '').replace('CANDIDATE_VERDICT_', '')] || "for a reason this console doesn't know";
}
