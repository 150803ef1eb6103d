/** What was read a while ago, with every span of time as it is by now, if nothing else has changed. */

const less = (remaining, passed) => Math.max(0, Number(remaining) - passed);

function suspension(word, passed) {
  return word.remainingMs === undefined ? word : { ...word, remainingMs: less(word.remainingMs, passed) };
}

/** @param {number} passed milliseconds since it was read */
export function agedPool(pool, passed) {
  const aged = {
    ...pool,
    leaseRemainingMs: less(pool.leaseRemainingMs, passed),
    callOffInMs: less(pool.callOffInMs, passed),
    grantsNothingForMs: less(pool.grantsNothingForMs, passed),
  };
  if (pool.pause) {
    aged.pause = suspension(pool.pause, passed);
  }
  if (pool.scheduledSwitchover) {
    const remainingMs = less(pool.scheduledSwitchover.remainingMs, passed);
    aged.scheduledSwitchover = { ...pool.scheduledSwitchover, remainingMs };
  }
  return aged;
}

/** @param {number} passed milliseconds since it was read */
export function agedInstance(instance, passed) {
  const aged = { ...instance, lastCheckInAgoMs: Number(instance.lastCheckInAgoMs) + passed };
  if (instance.cordon) {
    aged.cordon = suspension(instance.cordon, passed);
  }
  return aged;
}
