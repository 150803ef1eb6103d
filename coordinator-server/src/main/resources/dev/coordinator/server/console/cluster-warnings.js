/** What is wrong with the cluster, or soon will be, as far as the node that answers can tell; grave things first. */

import { rough } from './durations.js';
import { bytes } from './words.js';

const MUCH_LAG = 10_000;
const SOON_MS = 30 * 86_400_000;
const MANY_WRITES = 100;
const LONG_US = 100_000;
const TOO_LONG_US = 1_000_000;

/** @returns {Array<{grave: boolean, text: string}>} */
export function warnings(status) {
  const found = [...ofQuorum(status), ...ofNodes(status), ...ofSelf(status), ...ofCertificates(status)];
  return found.sort((one, other) => Number(other.grave) - Number(one.grave));
}

const grave = (text) => ({ grave: true, text });
const mild = (text) => ({ grave: false, text });

const votes = (node) => node.standing !== 'NODE_STANDING_JOINING';

function ofQuorum(status) {
  if (status.waitingToBeAdded) {
    return [mild(`${status.nodeId} waits to be added to the cluster`)];
  }
  if (status.leaderId === '') {
    return [
      grave(`${status.nodeId} knows no leader: where that is so of a majority, nothing is decided, and leases run out`),
    ];
  }
  const voters = status.nodes.filter(votes);
  const found = [];
  if (status.role === 'NODE_ROLE_LEADER' && voters.length > 1) {
    const heard = voters.filter((node) => node.withinReach || node.nodeId === status.nodeId).length;
    const needed = Math.floor(voters.length / 2) + 1;
    if (heard < needed) {
      found.push(
        grave(
          `${heard} of ${voters.length} voters are heard of, which is no majority: nothing is decided, and leases run out`,
        ),
      );
    } else if (heard === needed && heard < voters.length) {
      found.push(
        grave(`the loss of one more node stops all decisions: ${heard} of ${voters.length} voters follow the leader`),
      );
    }
  }
  if (voters.length % 2 === 0) {
    found.push(mild(`${voters.length} voters bear the loss of no more nodes than ${voters.length - 1} do`));
  }
  return found;
}

function ofNodes(status) {
  const found = [];
  status.nodes.forEach((node) => {
    if (node.withinReach === false) {
      found.push(mild(`${node.nodeId} is not heard of`));
    }
    if (node.trouble) {
      found.push(mild(`${node.nodeId}: ${node.trouble}`));
    }
    if (node.standing === 'NODE_STANDING_JOINING' || node.standing === 'NODE_STANDING_LEAVING') {
      const does = node.standing === 'NODE_STANDING_JOINING' ? 'joining' : 'leaving';
      found.push(mild(`${node.nodeId} is ${does}; no other node can join or leave meanwhile`));
    }
  });
  return found;
}

function ofSelf(status) {
  const name = status.nodeId;
  const found = [];
  if (status.role === 'NODE_ROLE_FAILED') {
    found.push(grave(`${name} has stopped after a failure; see its log`));
  }
  if (status.draining) {
    found.push(mild(`${name} is being drained`));
  }
  const lag = Number(status.committedIndex) - Number(status.appliedIndex);
  if (lag >= MUCH_LAG) {
    found.push(mild(`${name} is ${lag} log entries behind`));
  }
  const free = Number(status.diskFreeBytes);
  const total = Number(status.diskTotalBytes);
  if (free < total / 10) {
    found.push(mild(`${name} has ${bytes(free)} of ${bytes(total)} left on the disk of its data; a full one stops it`));
  }
  if (isSlow(status.logWrites)) {
    found.push(
      mild(
        `${name} writes to its disk slowly: the longest of the last minute’s took ${written(status.logWrites.maxUs)}; decisions wait for a majority’s disks`,
      ),
    );
  }
  return found;
}

function isSlow(writes) {
  if (!writes || writes.count === '0') {
    return false;
  }
  const usual = Number(writes.count) >= MANY_WRITES ? writes.p99Us : writes.medianUs;
  return Number(usual) >= LONG_US || Number(writes.maxUs) >= TOO_LONG_US;
}

/** Like 0.3ms, 12ms, 1.4s. */
export function written(micros) {
  const number = Number(micros);
  if (number < 10_000) {
    return `${(number / 1000).toFixed(1)}ms`;
  }
  return number < 1_000_000 ? `${Math.floor(number / 1000)}ms` : `${(number / 1_000_000).toFixed(1)}s`;
}

/** By the node's own wall clock. */
function ofCertificates(status) {
  const now = Number(status.wallTimeMs);
  const found = [];
  (status.certificates || []).forEach((each) => {
    found.push(...ending(`its ${each.listener} certificate`, Number(each.notAfterMs) - now, status.nodeId));
    if (each.authoritiesNotAfterMs !== '0') {
      const authority = `an authority that its ${each.listener} listener trusts`;
      found.push(...ending(authority, Number(each.authoritiesNotAfterMs) - now, status.nodeId));
    }
    if (each.reloadFailedMs !== '0') {
      found.push(
        mild(
          `${status.nodeId}: can’t use the new files of its ${each.listener} listener, and uses the old ones on: ${each.reloadFailure}`,
        ),
      );
    }
  });
  return found;
}

function ending(whose, left, node) {
  if (left >= SOON_MS) {
    return [];
  }
  return left <= 0
    ? [grave(`${node}: ${whose} expired: new connections fail`)]
    : [mild(`${node}: ${whose} expires in ${rough(left)}`)];
}
