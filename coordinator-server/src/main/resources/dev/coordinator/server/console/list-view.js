/** The pools: trouble first, search, and what each is like in words. */

import { agedPool } from './aged.js';
import { fill, h, printable, setAttribute, setText } from './dom.js';
import { countdown } from './durations.js';
import { MOST_POOLS } from './pools-feed.js';
import { toPool } from './route.js';
import { TROUBLES, WELL, mood, sentence } from './trouble.js';
import { VirtualRows } from './virtual-rows.js';
import { count } from './words.js';

/** What comes first; among equals the name decides. As in `coordctl top`. */
const ORDERS = {
  trouble: { words: 'trouble', key: (entry) => (entry.ranks.length === 0 ? WELL : entry.ranks[0]) },
  name: { words: 'name', key: () => 0 },
  lease: {
    words: 'lease left',
    key: (entry) => (entry.pool.primary ? entry.at + Number(entry.pool.leaseRemainingMs) : Infinity),
  },
  change: {
    words: 'latest change',
    key: (entry) => -(entry.pool.lastChange ? Date.parse(entry.pool.lastChange.time) : 0),
  },
};

const COLUMNS = [
  ['pool', 'Pool', 'name'],
  ['trouble', 'Trouble', 'trouble'],
  ['primary', 'Primary', null],
  ['epoch', 'Epoch', null],
  ['lease', 'Lease', 'lease'],
  ['live', 'Live', null],
  ['successors', 'Successors', null],
  ['change', 'Last change', 'change'],
];

export class ListView {
  element;
  #feed;
  #node;
  #order = 'trouble';
  #reversed = false;
  #filter = '';
  #rows = [];
  #selected = '';
  #list;
  #search;
  #summary;
  #grid;
  #heads;

  /** @param feed the pools @param node who answers, and its wall clock */
  constructor(feed, node) {
    this.#feed = feed;
    this.#node = node;
    this.#search = h('input', {
      id: 'search',
      type: 'search',
      placeholder: 'Pool or primary',
      'aria-label': 'Search pools by a part of their name or of their primary’s',
      autocomplete: 'off',
      spellcheck: 'false',
      oninput: () => this.#filterBy(),
      onkeydown: (event) => this.#searchKey(event),
    });
    this.#summary = h('p', { id: 'summary', class: 'summary' });
    this.#heads = COLUMNS.map(([name, heading, order]) => this.#head(name, heading, order));
    this.#grid = h(
      'div',
      {
        class: 'grid',
        role: 'grid',
        tabindex: '0',
        'aria-label': 'Pools',
        'aria-describedby': 'summary',
        onkeydown: (event) => this.#key(event),
      },
      h('div', { class: 'head row', role: 'row', 'aria-rowindex': '1' }, this.#heads),
    );
    this.element = h(
      'section',
      { class: 'list', 'aria-labelledby': 'list-title' },
      h('div', { class: 'bar' }, h('h1', { id: 'list-title' }, 'Pools'), this.#search, this.#summary),
      this.#grid,
    );
    this.#list = new VirtualRows(
      this.#grid,
      () => this.#makeRow(),
      (row, entry, index) => this.#showRow(row, entry, index),
    );
  }

  get title() {
    return 'Pools';
  }

  get source() {
    return this.#feed.source;
  }

  shown() {
    this.#list.measure();
  }

  focusSearch() {
    this.#search.focus();
    this.#search.select();
  }

  focus() {
    this.#grid.focus({ preventScroll: true });
  }

  /** The next order, in a circle. */
  nextOrder() {
    const names = Object.keys(ORDERS);
    this.#orderBy(names[(names.indexOf(this.#order) + 1) % names.length]);
  }

  reverse() {
    this.#reversed = !this.#reversed;
    this.changed();
  }

  #orderBy(name) {
    this.#reversed = this.#order === name && !this.#reversed;
    this.#order = name;
    this.changed();
  }

  #head(name, heading, order) {
    const cell = h('div', { class: `cell ${name}`, role: 'columnheader' });
    if (order) {
      cell.dataset.order = order;
      cell.append(h('button', { type: 'button', tabindex: '-1', onclick: () => this.#orderBy(order) }, heading));
    } else {
      cell.append(heading);
    }
    return cell;
  }

  #filterBy() {
    this.#filter = this.#search.value.trim().toLowerCase();
    this.changed();
  }

  /** Clears the search; false when there was nothing to clear. */
  clearSearch() {
    const had = this.#search.value !== '';
    this.#search.value = '';
    this.#filterBy();
    return had;
  }

  #searchKey(event) {
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      this.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.clearSearch();
      this.focus();
    }
  }

  #key(event) {
    const at = this.#index();
    const last = this.#rows.length - 1;
    const page = this.#list.fitting - 1;
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'Enter' && this.#rows[at] && event.target === this.#grid) {
      location.hash = toPool(this.#rows[at].name);
    } else if (to !== undefined && last >= 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      this.#selected = this.#rows[Math.max(0, Math.min(last, to))].name;
      this.#list.reveal(this.#index());
    }
  }

  #index() {
    return Math.max(
      0,
      this.#rows.findIndex((entry) => entry.name === this.#selected),
    );
  }

  /** Something else is to be shown: chooses and orders anew. */
  changed() {
    const { key } = ORDERS[this.#order];
    const sign = this.#reversed ? -1 : 1;
    this.#rows = [...this.#feed.pools.values()]
      .filter((entry) => this.#matches(entry))
      .map((entry) => ({ entry, key: key(entry) }))
      .sort((one, other) => sign * (compare(one.key, other.key) || (one.entry.name < other.entry.name ? -1 : 1)))
      .map(({ entry }) => entry);
    if (!this.#rows.some((entry) => entry.name === this.#selected)) {
      this.#selected = this.#rows.length > 0 ? this.#rows[0].name : '';
    }
    setAttribute(this.#grid, 'aria-rowcount', this.#rows.length + 1);
    this.#summarize();
    this.#showOrder();
    this.#list.set(this.#rows);
  }

  #matches({ pool }) {
    return (
      this.#filter === '' ||
      pool.name.toLowerCase().includes(this.#filter) ||
      Boolean(pool.primary && pool.primary.instanceId.toLowerCase().includes(this.#filter))
    );
  }

  /** "1200 pools by trouble: 1 no primary, 3 draining, 1196 held." */
  #summarize() {
    const counts = new Array(WELL + 1).fill(0);
    this.#rows.forEach(({ ranks }) => {
      counts[ranks.length === 0 ? WELL : ranks[0]] += 1;
    });
    const kinds = TROUBLES.map((trouble, rank) => ({ words: trouble.words, mood: trouble.mood, number: counts[rank] }))
      .concat({ words: 'held', mood: 'plain', number: counts[WELL] })
      .filter(({ number }) => number > 0);
    const read = (this.#feed.more ? `the first ` : '') + count(this.#feed.pools.size, 'pool');
    const which = this.#filter === '' ? read : `${this.#rows.length} of ${read} with “${this.#filter}”`;
    const order = ORDERS[this.#order].words + (this.#reversed ? ', reversed' : '');
    const text = `${which} by ${order}`;
    const all = [text + (kinds.length > 0 ? ': ' : '')];
    kinds.forEach((kind, place) => {
      all.push(place > 0 ? ', ' : '', h('span', { class: kind.mood }, `${kind.number} ${kind.words}`));
    });
    if (this.#feed.source.at === null && this.#rows.length === 0) {
      fill(this.#summary, '');
    } else if (this.#feed.pools.size === 0) {
      fill(this.#summary, 'There are no pools. The first check-in makes one.');
    } else {
      fill(this.#summary, all, this.#feed.more ? `. More than ${MOST_POOLS} are not shown.` : '.');
    }
  }

  #showOrder() {
    this.#heads.forEach((head) => {
      const isIt = head.dataset.order === this.#order;
      setAttribute(head, 'aria-sort', isIt ? (this.#reversed ? 'descending' : 'ascending') : null);
    });
  }

  /** Time has passed: the same rows, as they are by now. */
  tick() {
    this.#list.refresh();
  }

  #makeRow() {
    const cells = COLUMNS.map(([name]) =>
      name === 'pool'
        ? h('div', { class: 'cell pool', role: 'rowheader' }, h('a', { tabindex: '-1' }))
        : h('div', { class: `cell ${name}`, role: 'gridcell' }),
    );
    return h('div', { class: 'row', role: 'row', onclick: (event) => this.#click(event) }, cells);
  }

  #click(event) {
    const row = event.currentTarget;
    this.#selected = row.dataset.name;
    if (!(event.target instanceof HTMLAnchorElement) && String(getSelection()) === '') {
      location.hash = toPool(row.dataset.name);
    }
  }

  #showRow(row, entry, index) {
    const source = this.#feed.source;
    const pool = agedPool(entry.pool, source.since(entry.at));
    const isSelected = entry.name === this.#selected;
    row.dataset.name = entry.name;
    setAttribute(row, 'id', `row-${index}`);
    setAttribute(row, 'aria-rowindex', index + 2);
    setAttribute(row, 'aria-selected', isSelected ? 'true' : null);
    if (isSelected) {
      setAttribute(this.#grid, 'aria-activedescendant', row.id);
    }
    const [name, trouble, primary, epoch, lease, live, successors, change] = row.children;
    setAttribute(name.firstChild, 'href', toPool(entry.name));
    setText(name.firstChild, entry.name);
    setAttribute(name.firstChild, 'title', printable(entry.name));
    const words = sentence(entry.ranks, pool);
    setText(trouble, words);
    setAttribute(trouble, 'title', printable(words));
    setAttribute(trouble, 'class', `cell trouble ${mood(entry.ranks)}`);
    setText(primary, pool.primary ? pool.primary.instanceId : '–');
    setText(epoch, pool.primary ? pool.primary.epoch : '–');
    setText(lease, pool.primary ? countdown(pool.leaseRemainingMs) : '–');
    setText(live, `${pool.live} of ${pool.instances}`);
    setText(successors, pool.successors);
    setAttribute(successors, 'class', `cell successors ${pool.successors === 0 ? 'doubtful' : ''}`);
    setText(change, this.#changedAgo(pool));
  }

  /** By the node's own wall clock, both times. */
  #changedAgo(pool) {
    const time = pool.lastChange ? Date.parse(pool.lastChange.time) : NaN;
    const now = this.#node.now();
    return Number.isNaN(time) || now === 0 ? '–' : `${roughAgo(now - time)} ago`;
  }
}

function roughAgo(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) {
    return `${seconds}s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)}m`;
  }
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
}

/** Two that are both infinite are equal. */
const compare = (one, other) => (one === other ? 0 : one - other);
