/** The cluster, as the node that answers sees it: the nodes, their roles, how far behind they are, and warnings. */

import { warnings, written } from './cluster-warnings.js';
import { factList, fill, h, setAttribute, setText, table } from './dom.js';
import { rough } from './durations.js';
import { bytes, count, localTime, nodeRoleWords } from './words.js';

const KINDS = { ADDED: 'was added', JOINED: 'joined', MOVED: 'was moved', REMOVED: 'was removed', LEFT: 'left' };

export class ClusterView {
  element;
  #feed;
  #title = h('h1', { tabindex: '-1' }, 'Cluster');
  #state = h('p', { class: 'state' });
  #warnings = h('ul', { class: 'warnings' });
  #nodes = h('section', { 'aria-labelledby': 'nodes-title' });
  #own = h('section', { 'aria-labelledby': 'own-title' });
  #changes = h('section', { 'aria-labelledby': 'changes-title' });
  #shown = '';

  constructor(feed) {
    this.#feed = feed;
    this.element = h(
      'article',
      { class: 'cluster' },
      h('header', {}, this.#title, this.#state, this.#warnings),
      h(
        'div',
        { class: 'columns' },
        h('div', { class: 'column' }, this.#nodes, this.#changes),
        h('div', { class: 'column side' }, this.#own),
      ),
    );
  }

  get title() {
    return 'Cluster';
  }

  get source() {
    return this.#feed.source;
  }

  focus() {
    this.#title.focus({ preventScroll: true });
  }

  changed() {
    const status = this.#feed.status;
    const key = JSON.stringify([status, this.#feed.changes]);
    if (status === null || key === this.#shown) {
      return;
    }
    this.#shown = key;
    const leads = status.leaderId !== '';
    setText(
      this.#state,
      `Cluster ${status.clusterId}: ${leads ? `${status.leaderId} leads in term ${status.term}` : 'no leader is known'}; ` +
        `${count(status.nodes.length, 'node')}, as ${status.nodeId} sees it.`,
    );
    const found = warnings(status);
    setAttribute(this.#state, 'class', `state ${leads ? (found.length > 0 ? 'doubtful' : 'good') : 'bad'}`);
    fill(
      this.#warnings,
      found.map((each) => h('li', { class: each.grave ? 'bad' : 'doubtful' }, each.grave ? '!! ' : '! ', each.text)),
    );
    this.#showNodes(status);
    this.#showOwn(status);
    this.#showChanges();
  }

  tick() {
    // Nothing here counts down.
  }

  #showNodes(status) {
    const rows = status.nodes.map((node) => [
      node.nodeId + (node.nodeId === status.nodeId ? ' (answers here)' : ''),
      role(node, status),
      behind(node, status),
      heard(node, status),
      node.apiAddress,
      node.raftAddress,
      problem(node, status),
    ]);
    const headings = ['Node', 'Role', 'Behind', 'Heard of', 'API', 'Raft', 'Problem'];
    fill(
      this.#nodes,
      h('h2', { id: 'nodes-title' }, 'Nodes'),
      h('div', { class: 'wide' }, table('The nodes of the cluster', headings, rows)),
      h(
        'p',
        { class: 'note' },
        'A node speaks for itself: only the leader says whom it hears of, and how far a node is behind is told of this one ' +
          'and of one that joins. All of it at once: coordctl cluster status.',
      ),
    );
  }

  #showOwn(status) {
    const writes = status.logWrites;
    const pairs = [
      ['Role', nodeRoleWords(status.role)],
      ['Term', status.term],
      ['Applied', status.appliedIndex],
      ['Committed', status.committedIndex],
      ['Stored', status.lastLogIndex],
      ['Check-ins applied', status.checkInsApplied],
      ['Pools, instances', `${status.pools}, ${status.instances}`],
      ['Sessions', status.sessions],
      ['Cluster time', rough(Number(status.clusterTimeMs))],
      ['Up for', rough(Number(status.uptimeMs))],
      ['Disk', `${bytes(Number(status.diskFreeBytes))} of ${bytes(Number(status.diskTotalBytes))} free`],
      [
        'Log writes',
        writes && writes.count !== '0'
          ? `half ${written(writes.medianUs)}, 99 % ${written(writes.p99Us)}, longest ${written(writes.maxUs)}`
          : 'none of late',
      ],
      ['Version', status.version],
    ];
    fill(this.#own, h('h2', { id: 'own-title' }, status.nodeId), factList(pairs));
  }

  #showChanges() {
    const rows = this.#feed.changes.map((each) => [
      localTime(Number(each.wallTimeMs)),
      `${each.node.nodeId} ${KINDS[String(each.kind).replace('NODE_CHANGE_KIND_', '')] || 'was changed'}`,
      each.requestedBy || '–',
      each.comment || '',
    ]);
    fill(
      this.#changes,
      h('h2', { id: 'changes-title' }, 'Who changed the nodes'),
      rows.length === 0
        ? h('p', {}, 'Nobody, since the cluster was made.')
        : h('div', { class: 'wide' }, table('Changes of the nodes', ['When', 'What', 'By', 'Why'], rows)),
    );
  }
}

function role(node, status) {
  if (node.standing === 'NODE_STANDING_JOINING' || node.standing === 'NODE_STANDING_LEAVING') {
    return { text: node.standing === 'NODE_STANDING_JOINING' ? 'joining' : 'leaving', mood: 'doubtful' };
  }
  if (node.nodeId === status.nodeId) {
    const good = status.role === 'NODE_ROLE_LEADER' ? 'good' : 'plain';
    return { text: nodeRoleWords(status.role), mood: status.role === 'NODE_ROLE_FAILED' ? 'bad' : good };
  }
  return node.nodeId === status.leaderId ? { text: 'leader', mood: 'good' } : { text: 'voter', mood: 'plain' };
}

function behind(node, status) {
  if (node.nodeId === status.nodeId) {
    return String(Math.max(0, Number(status.committedIndex) - Number(status.appliedIndex)));
  }
  return node.lastLogIndex === '0' ? '–' : String(Math.max(0, Number(status.lastLogIndex) - Number(node.lastLogIndex)));
}

function heard(node, status) {
  if (node.withinReach === undefined) {
    return '–';
  }
  const reached = node.withinReach || node.nodeId === status.nodeId;
  return reached ? { text: 'yes', mood: 'plain' } : { text: 'no', mood: 'bad' };
}

function problem(node, status) {
  const own = node.nodeId === status.nodeId;
  const text =
    node.trouble ||
    (own && status.draining ? 'is being drained' : '') ||
    (own && status.leaderId === '' ? 'knows no leader' : '');
  return text ? { text, mood: 'bad' } : '–';
}
