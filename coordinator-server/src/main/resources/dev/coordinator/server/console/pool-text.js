/** A pool in words: the facts that `coordctl pool` lists. */

import { exact, rough, roughAtMost } from './durations.js';
import { count, labels, localTime, stateWords } from './words.js';

/** A pause or a cordon: "by alice@laptop from 10.0.0.5: disk swap; for another 40m". */
export function suspension(word) {
  const comment = word.comment ? `: ${word.comment}` : '';
  const until =
    word.remainingMs === undefined ? 'until it is ended' : `for another ${roughAtMost(Number(word.remainingMs))}`;
  return `by ${word.actor}${comment}; ${until}`;
}

const scheduledWhen = (scheduled) => `${localTime(scheduled.at)}, in ${roughAtMost(Number(scheduled.remainingMs))}`;

/** "A switchover to app-2 is scheduled at 2026-03-01 22:30:00, in 8h 12m." */
export function scheduleSentence(scheduled) {
  return `A switchover${scheduled.to ? ` to ${scheduled.to}` : ''} is scheduled at ${scheduledWhen(scheduled)}.`;
}

function scheduleFact(scheduled) {
  const to = scheduled.to ? `to ${scheduled.to} ` : '';
  return `${to}at ${scheduledWhen(scheduled)}, by ${scheduled.actor}${scheduled.comment ? `: ${scheduled.comment}` : ''}`;
}

/** "incarnation 7 at 10.0.0.3:80". */
export function run(incarnation, address) {
  const who = String(incarnation) === '0' ? 'a bare client' : `incarnation ${incarnation}`;
  return address ? `${who} at ${address}` : who;
}

function alarm(each) {
  return (
    `${each.instanceId} (${run(each.incarnation, each.address)}) claimed epoch ${each.epoch} while ` +
    `${each.holder || 'no one'} held, ${localTime(each.time)}`
  );
}

/**
 * How a pool is, without how it came to be and what is set: pairs of a name and a text, without those that have none.
 *
 * @param pool as it is by now
 */
export function facts(pool) {
  const primary = pool.primary;
  const all = [
    ['State', stateWords(pool.state) + (pool.paused ? ' (paused)' : '')],
    ['Grants nothing', pool.grantsNothingForMs > 0 ? `for another ${roughAtMost(pool.grantsNothingForMs)}` : ''],
    ['Paused', pool.pause ? `${suspension(pool.pause)}; since ${localTime(pool.pause.since)}` : ''],
    [
      'Called off in',
      pool.callOffInMs > 0 ? `${roughAtMost(pool.callOffInMs)}, unless the primary has stopped by then` : '',
    ],
    ['Switchover', pool.scheduledSwitchover ? scheduleFact(pool.scheduledSwitchover) : ''],
    ['To follow', pool.target],
    ...(pool.alarms || []).map((each) => ['Alarm', alarm(each)]),
    ['Primary', primary ? primary.instanceId + (primary.confirmed ? '' : ' (has not confirmed yet)') : 'no one'],
    ['Address', primary ? primary.address : ''],
    ['Labels', primary ? labels(primary.labels) : ''],
    ['Epoch', primary ? String(primary.epoch) : ''],
    ['Since', primary ? localTime(primary.since) : ''],
    ['Lease left', primary ? rough(pool.leaseRemainingMs) : ''],
    ['Awaited', pool.designated],
    ['Next in line', pool.nextInLine.length > 0 ? pool.nextInLine.join(', ') : 'no one'],
    ['Instances', `${count(pool.instances, 'seat')}, ${pool.live} live, ${pool.successors} could take over`],
  ];
  return all.filter(([, text]) => text);
}

/** All ten settings, under the names of the options that set them. */
export function settings(set) {
  const spans = [
    ['check-in-interval', set.checkInIntervalMs],
    ['lease-ttl', set.leaseTtlMs],
    ['safety-margin', set.safetyMarginMs],
    ['retention', set.retentionMs],
    ['flap-window', set.flapWindowMs],
    ['drain-timeout', set.drainTimeoutMs],
    ['hold-down', set.holdDownMs],
  ].map(([name, millis]) => [name, exact(Number(millis))]);
  const wait = Number(set.bootstrapWaitMs);
  return [
    ...spans.slice(0, 5),
    ['min-candidates', String(set.minCandidates)],
    ['bootstrap-wait', wait === 0 ? '0 (as long as it takes)' : exact(wait)],
    spans[5],
    ['failback', set.failback ? 'yes' : 'no'],
    spans[6],
  ];
}
