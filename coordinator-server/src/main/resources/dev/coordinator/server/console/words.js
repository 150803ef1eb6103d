/** The wire's names as words, and how numbers and times are written. */

/** words('POOL_STATE_HELD', 'POOL_STATE_') is "held"; empty for what was not said. */
export function words(name, prefix) {
  const bare = name && name.startsWith(prefix) ? name.slice(prefix.length) : name || '';
  return bare === 'UNSPECIFIED' ? '' : bare.toLowerCase().replaceAll('_', ' ');
}

export const stateWords = (state) => words(state, 'POOL_STATE_');
export const roleWords = (role) => words(role, 'ROLE_');
export const nodeRoleWords = (role) => words(role, 'NODE_ROLE_');
export const causeWords = (cause) => words(cause, 'CHANGE_CAUSE_');
export const verdictWords = (verdict) => words(verdict, 'CANDIDATE_VERDICT_');

/** "1 node", "2 nodes". */
export function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const two = (number) => String(number).padStart(2, '0');

/** Local time without the zone: "2026-03-01 12:00:00". Empty for what is no time. */
export function localTime(timestamp) {
  const time = new Date(timestamp);
  if (Number.isNaN(time.getTime())) {
    return '';
  }
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** Labels on one line, in order of key: "version=7, zone=a". */
export function labels(map) {
  return Object.entries(map || {})
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** Amounts of storage, in powers of 1024: "12.3 GiB". */
export function bytes(number) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let amount = number;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  if (unit === 0) {
    return `${number} B`;
  }
  return `${amount < 100 ? amount.toFixed(1) : amount.toFixed(0)} ${units[unit]}`;
}
