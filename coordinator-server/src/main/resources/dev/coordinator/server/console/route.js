/** What the address shows: `#/pools`, `#/pools/billing`, `#/cluster`. */

/** The route of an address's fragment; what can't be read is the list of pools. */
export function parse(hash) {
  const parts = hash.replace(/^#\/?/, '').split('/');
  if (parts[0] === 'cluster') {
    return { view: 'cluster' };
  }
  if (parts[0] === 'pools' && parts.length === 2 && parts[1] !== '') {
    try {
      return { view: 'pool', pool: decodeURIComponent(parts[1]) };
    } catch {
      return { view: 'pools' };
    }
  }
  return { view: 'pools' };
}

/** Where a pool is. */
export const toPool = (name) => `#/pools/${encodeURIComponent(name)}`;

export const TO_POOLS = '#/pools';
export const TO_CLUSTER = '#/cluster';
