/** A change in words, as coordctl's history has them. */

import { exact, rough } from './durations.js';
import { causeWords, count, localTime, verdictWords } from './words.js';

/** "app-2 is primary, epoch 18, after app-1: expired; 4 check-ins missed; 12s without a primary". */
export function sentence(change) {
  const because = [
    change.cause === 'CHANGE_CAUSE_REQUESTED' ? '' : causeWords(change.cause),
    change.missedCheckIns > 0 ? `${count(change.missedCheckIns, 'check-in')} missed` : '',
    Number(change.vacantForMs) > 0 ? `${rough(Number(change.vacantForMs))} without a primary` : '',
  ].filter((part) => part !== '');
  return what(change) + (because.length > 0 ? `: ${because.join('; ')}` : '');
}

/** "by alice@laptop from 10.0.0.5: deploy 42"; without an operator, what the instance said; may be empty. */
export function said(change) {
  if (!change.actor) {
    return change.comment ? `in its words: ${change.comment}` : '';
  }
  return `by ${change.actor}` + (change.comment ? `: ${change.comment}` : '');
}

/** "app-2 (chosen), app-3 (lower priority)". */
export function ranking(change) {
  return (change.candidates || []).map((each) => `${each.instanceId} (${verdictWords(each.verdict)})`).join(', ');
}

/** How long a pool was without a primary, to the millisecond. */
export function gap(millis) {
  return millis === 0 ? 'less than 1ms' : exact(millis);
}

const MOODS = {
  GRANTED: 'good',
  DRAIN_CALLED_OFF: 'good',
  VACATED: 'bad',
  DUAL_CLAIM: 'bad',
  DUPLICATE_ID: 'bad',
  POOL_DELETED: 'bad',
  DESIGNATED: 'doubtful',
  DRAINING: 'doubtful',
  PAUSED: 'doubtful',
  CORDONED: 'doubtful',
  EVICTED: 'doubtful',
  SWITCHOVER_DROPPED: 'doubtful',
  QUIETED: 'doubtful',
};

/** The kind without what all kinds begin with. */
export const kindOf = (change) => (change.kind || '').replace('CHANGE_KIND_', '');

/** How good the news is. */
export function mood(change) {
  return MOODS[kindOf(change)] || 'plain';
}

const after = (change) => (change.from && change.from !== change.to ? `, after ${change.from}` : '');
const anyone = (change) => change.to || change.from;
const named = (change) => (change.to ? ` to ${change.to}` : '');
const forWhen = (change) => (change.scheduledAt ? ` for ${localTime(change.scheduledAt)}` : '');
const scheduled = (change) => `the switchover${named(change)} that was scheduled${forWhen(change)}`;

function what(change) {
  const epoch = Number(change.epoch) === 0 ? '' : `, epoch ${change.epoch}`;
  switch (kindOf(change)) {
    case 'VACATED':
      return change.from + (epoch ? ` is primary no more${epoch}` : ' is awaited no more');
    case 'DESIGNATED':
      return `${change.to} is chosen and awaited${after(change)}`;
    case 'GRANTED':
      return `${change.to} is primary${epoch}${after(change)}`;
    case 'DRAINING':
      return `${change.from} is asked to stop${epoch}${change.to ? `, ${change.to} is to follow` : ''}`;
    case 'DRAIN_CALLED_OFF':
      return `${anyone(change)} stays primary${epoch}`;
    case 'DUAL_CLAIM':
      return `${anyone(change)} claims an epoch that is not its own${epoch}`;
    case 'POOL_CREATED':
      return 'the pool was made';
    case 'POOL_REMOVED':
      return 'the pool is gone';
    case 'SETTINGS_CHANGED':
      return 'the settings were changed';
    case 'SEAT_TAKEN':
      return `another incarnation took the seat of ${change.to}`;
    case 'DUPLICATE_ID':
      return `two runs check in as ${change.to}`;
    case 'PAUSED':
      return 'automatic moves are suspended';
    case 'RESUMED':
      return 'automatic moves are made again';
    case 'CORDONED':
      return `${change.to} is cordoned`;
    case 'UNCORDONED':
      return `${change.to} is cordoned no more`;
    case 'POOL_DELETED':
      return 'the pool was deleted';
    case 'SWITCHOVER_SCHEDULED':
      return `a switchover${named(change)} is scheduled${forWhen(change)}`;
    case 'SWITCHOVER_BEGUN':
      return `${scheduled(change)} begins`;
    case 'SWITCHOVER_DROPPED':
      return scheduled(change) + (change.cause === 'CHANGE_CAUSE_REQUESTED' ? ' is cancelled' : ' is not done');
    case 'EVICTED':
      return `the run of ${change.to} was ended`;
    case 'QUIETED':
      return 'nothing is granted for a while after a recovery';
    default:
      return "something this console doesn't know";
  }
}
