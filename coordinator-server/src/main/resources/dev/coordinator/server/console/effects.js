/** What an operator's word would come to if it were said now, found out by reading only. */

import { gap, kindOf } from './change-text.js';
import { exact, roughAtMost } from './durations.js';
import { unfit } from './instance-text.js';

/**
 * Of a switchover, by the cluster's own checks in its order.
 *
 * @param explanation the cluster's own
 * @param {Array} instances of the pool
 * @param {Array} changes of the pool, the newest first
 * @param {string} to who is to follow; empty: whoever ranks best
 * @returns {{refused: boolean, sentences: string[]}}
 */
export function switchover(explanation, instances, changes, to) {
  const pool = explanation.pool;
  const successor = to || explanation.handoverTo;
  const target = instances.find((each) => each.instanceId === successor);
  if (pool.state === 'POOL_STATE_DELETED') {
    return refused(`${pool.name} was deleted, and grants nothing yet.`);
  }
  if (to && target && unfit(target)) {
    return refused(`${to} ${unfit(target)}.`);
  }
  if (!pool.primary) {
    return refused(`${pool.name} has no primary to hand over from.`);
  }
  if (!successor) {
    return refused('No other instance is live, electable and not cordoned.');
  }
  return { refused: false, sentences: handover(pool, successor, target, changes) };
}

const refused = (why) => ({ refused: true, sentences: [`It would be refused: ${why}`] });

function handover(pool, successor, target, changes) {
  const primary = pool.primary.instanceId;
  const all = [];
  if (pool.state === 'POOL_STATE_DRAINING') {
    const whom = pool.target ? `, for ${pool.target}` : '';
    all.push(`${primary} is asked to stop already${whom}; that would go on, and ${successor} would follow.`);
  } else {
    all.push(`${primary} would be asked to stop; ${successor} would follow.`);
    const timeout = exact(Number(pool.settings.drainTimeoutMs));
    all.push(`If it hadn't stopped ${timeout} after it was told, it would stay.`);
  }
  all.push(expectedGap(successor, changes));
  if (target && !target.fresh) {
    all.push(`${successor} is overdue with its check-in: it may be dead, and then ${primary} would stay.`);
  }
  if (pool.paused) {
    all.push("The pool is paused; an operator's switchover is done all the same.");
  }
  return all;
}

function expectedGap(successor, changes) {
  const last = changes.find((each) => kindOf(each) === 'GRANTED' && each.cause === 'CHANGE_CAUSE_SWITCHOVER');
  const measured = last ? ` At the last switchover that took ${gap(Number(last.vacantForMs))}.` : '';
  return `From when it has stopped until ${successor} checks in, for which it is called, the pool has no primary.${measured}`;
}

/** Of a pause. */
export function pause(pool) {
  return [
    `Automatic moves of ${pool.name} would be suspended.`,
    pool.primary
      ? `${pool.primary.instanceId} would stay primary; if its lease ended, no other would take over by itself.`
      : 'It has no primary, and would get none by itself but the one it had last.',
    'Switchovers and failovers by an operator would still work.',
  ];
}

/** Of the end of a pause. */
export function resume(pool) {
  return [
    `${pool.name} would move by itself again.`,
    pool.primary
      ? `${pool.primary.instanceId} is primary.`
      : 'It has no primary, and would get one as soon as somebody can be.',
  ];
}

/** Of keeping an instance from being primary. */
export function cordon(pool, instance) {
  const all = [`${instance.instanceId} could not be primary, whatever it says itself.`];
  if (!pool.primary || pool.primary.instanceId !== instance.instanceId) {
    all.push(pool.primary ? `${pool.primary.instanceId} is primary and stays so.` : 'No one is primary.');
    return all;
  }
  const left = roughAtMost(Number(pool.leaseRemainingMs));
  all.push(
    `It is primary. It would be asked to stop, and its lease not be renewed: that ends in ${left} at the latest.`,
  );
  if (pool.paused) {
    all.push('The pool is paused, so no other would follow by itself.');
  } else if (pool.nextInLine.length === 0) {
    all.push('No other instance is live, electable and not cordoned: nobody would follow.');
  } else {
    all.push(`Then ${pool.nextInLine[0]} would follow.`);
  }
  all.push('To hand over in order, switch over first.');
  return all;
}

/** Of the end of a cordon. */
export function uncordon(instance) {
  return [`${instance.instanceId} could be primary again, as far as operators go.`];
}

/** Of the end of a handover. */
export function callOff(pool) {
  return [
    pool.primary
      ? `${pool.primary.instanceId} would stay primary of ${pool.name}.`
      : 'Nothing would be left to call off.',
  ];
}
