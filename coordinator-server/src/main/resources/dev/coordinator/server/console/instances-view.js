/** The instances of one pool, with how long each may yet be silent. */

import { agedInstance } from './aged.js';
import { fill, h, setText } from './dom.js';
import { countdown } from './durations.js';
import { lostIn, reason, role, state } from './instance-text.js';
import { labels } from './words.js';

const FIRST_SHOWN = 200;
const RANKS = ['ROLE_PRIMARY', 'ROLE_DRAINING', 'ROLE_STANDBY', 'ROLE_UNELECTABLE', 'ROLE_SUPERSEDED'];
const HEADINGS = ['Instance', 'Role', 'State', 'Lost in', 'Priority', 'Checked in', 'Address', 'Reason', ''];

export class InstancesView {
  element = h('section', { class: 'instances', 'aria-labelledby': 'instances-title' });
  #feed;
  #offer;
  #all = false;
  #ticking = [];
  #shown = '';

  /** @param {function(object): Array} offer the buttons of what can be done to an instance */
  constructor(feed, offer) {
    this.#feed = feed;
    this.#offer = offer;
  }

  changed() {
    const lasting = JSON.stringify([
      this.#all,
      this.#feed.moreInstances,
      this.#feed.pool && Boolean(this.#feed.pool.primary),
      this.#feed.instances.map(withoutTimes),
    ]);
    if (lasting === this.#shown) {
      const byId = new Map(this.#feed.instances.map((each) => [each.instanceId, each]));
      this.#ticking.forEach((row) => {
        row.instance = byId.get(row.instance.instanceId);
      });
      this.tick();
      return;
    }
    this.#shown = lasting;
    const sorted = [...this.#feed.instances].sort(byRole);
    const shown = this.#all ? sorted : sorted.slice(0, FIRST_SHOWN);
    this.#ticking = [];
    const title = h('h2', { id: 'instances-title' }, 'Instances');
    if (shown.length === 0) {
      fill(this.element, title, h('p', {}, 'None is remembered.'));
      return;
    }
    const table = h(
      'table',
      { 'aria-labelledby': 'instances-title' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          HEADINGS.map((heading) => h('th', { scope: 'col' }, heading || h('span', { class: 'unseen' }, 'Actions'))),
        ),
      ),
      h(
        'tbody',
        {},
        shown.map((instance) => this.#row(instance)),
      ),
    );
    fill(this.element, title, h('div', { class: 'wide' }, table), this.#rest(sorted.length, shown.length));
    this.tick();
  }

  #rest(known, shown) {
    const more = this.#feed.moreInstances ? ' There are more: coordctl instances shows them all.' : '';
    if (known > shown) {
      const all = () => {
        this.#all = true;
        this.changed();
      };
      return h(
        'p',
        {},
        `${shown} of ${known} instances. `,
        h('button', { type: 'button', onclick: all }, 'Show all'),
        more,
      );
    }
    return more ? h('p', {}, more) : null;
  }

  #row(instance) {
    const roleIs = role(instance);
    const stateIs = state(instance);
    const lost = h('td', { class: 'number', 'data-label': 'Lost in' });
    const checked = h('td', { class: 'number', 'data-label': 'Checked in' });
    const reasonCell = h('td', { class: 'text', 'data-label': 'Reason' });
    this.#ticking.push({ instance, lost, checked, reasonCell });
    const note = labels(instance.labels);
    return h(
      'tr',
      { 'data-instance': instance.instanceId },
      h('th', { scope: 'row' }, instance.instanceId, note ? h('small', {}, note) : null),
      h('td', { class: roleIs.mood, 'data-label': 'Role' }, roleIs.text),
      h('td', { class: stateIs.mood, 'data-label': 'State' }, stateIs.text),
      lost,
      h('td', { class: 'number', 'data-label': 'Priority' }, String(instance.priority)),
      checked,
      h('td', { class: 'address', 'data-label': 'Address' }, instance.address || '–'),
      reasonCell,
      h('td', { class: 'buttons' }, this.#offer(instance)),
    );
  }

  tick() {
    if (this.#feed.at === null || this.#feed.pool === null) {
      return;
    }
    const ttl = Number(this.#feed.pool.settings.leaseTtlMs);
    const passed = this.#feed.source.since(this.#feed.at);
    this.#ticking.forEach(({ instance, lost, checked, reasonCell }) => {
      const now = agedInstance(instance, passed);
      const left = lostIn(now, ttl);
      setText(lost, left === null ? '–' : countdown(left));
      setText(checked, `${countdown(now.lastCheckInAgoMs)} ago`);
      setText(reasonCell, reason(now));
    });
  }
}

/** What a row is made of; the rest only passes. */
function withoutTimes(instance) {
  const { lastCheckInAgoMs, liveForMs, seq, cordon, ...lasting } = instance;
  return { ...lasting, cordon: Boolean(cordon) };
}

function byRole(one, other) {
  const rank = RANKS.indexOf(one.role) - RANKS.indexOf(other.role);
  return rank || (one.instanceId < other.instanceId ? -1 : 1);
}
