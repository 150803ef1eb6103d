/** Durations as people write them, to the letter as coordctl does: 500ms, 1.5s, 2m, 1h 30m, 7d. In milliseconds. */

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** With nothing lost, for what was set: "1h 1m 1.5s". */
export function exact(millis) {
  if (millis < 1000) {
    return `${millis}ms`;
  }
  const parts = [];
  let rest = millis;
  for (const unit of ['d', 'h', 'm']) {
    const amount = Math.floor(rest / UNITS[unit]);
    rest -= amount * UNITS[unit];
    if (amount > 0) {
      parts.push(`${amount}${unit}`);
    }
  }
  if (rest > 0) {
    parts.push(`${rest / 1000}s`);
  }
  return parts.join(' ');
}

/** To the two largest units, for what passes anyway: "1m 32s". Rounded down. */
export function rough(millis) {
  const whole = Math.max(0, Math.floor(millis));
  if (whole < 10_000) {
    return exact(whole < 1000 ? whole : Math.floor(whole / 100) * 100);
  }
  const seconds = Math.floor(whole / 1000);
  if (seconds < 3600) {
    return exact(seconds * 1000);
  }
  return exact(seconds < 86_400 ? Math.floor(seconds / 60) * 60_000 : Math.floor(seconds / 3600) * 3_600_000);
}

/** For what counts down once a second: {@link rough}, in whole seconds below ten of them too. */
export function countdown(millis) {
  const whole = Math.max(0, Math.floor(millis));
  return whole < 10_000 ? `${Math.floor(whole / 1000)}s` : rough(whole);
}

/** For what must not be understated: {@link rough} of it, rounded up to the second from ten of them on. */
export function roughAtMost(millis) {
  const whole = Math.max(0, Math.ceil(millis));
  if (whole < 10_000) {
    return rough(whole < 1000 ? whole : Math.ceil(whole / 100) * 100);
  }
  return exact(Math.ceil(whole / 1000) * 1000);
}

/** Reads one, of one or more parts: "1h30m". Null when it can't be read. */
export function parse(text) {
  const wanted = /^(?:\s*\d{1,9}(?:\.\d{1,3})?\s*(?:ms|s|m|h|d))+\s*$/;
  if (!wanted.test(text)) {
    return null;
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|m|h|d)/g)) {
    total += Number(amount) * UNITS[unit];
  }
  return Number.isInteger(total) && total > 0 ? total : null;
}
