/** One pool: how it is, its instances, what would happen, what was decided, and what is set. */

import { agedPool } from './aged.js';
import { announce } from './announce.js';
import { sentence as changeSentence, mood as changeMood } from './change-text.js';
import { factList, fill, h, setAttribute, setText, table } from './dom.js';
import { countdown, roughAtMost } from './durations.js';
import { course, sentences, why } from './explain-text.js';
import { InstancesView } from './instances-view.js';
import { facts, settings } from './pool-text.js';
import { TO_POOLS } from './route.js';
import { Timeline } from './timeline.js';
import { mood, sentence, troubles } from './trouble.js';

export class PoolView {
  element;
  #feed;
  #node;
  #actions;
  #title;
  #state = h('p', { class: 'state' });
  #lease = h('p', { class: 'lease' });
  #buttons = h('div', { class: 'buttons', role: 'group', 'aria-label': 'Actions' });
  #notice = h('p', { class: 'notice', role: 'status', hidden: true });
  #facts = h('section', { 'aria-labelledby': 'facts-title' });
  #explain = h('section', { class: 'explain', 'aria-labelledby': 'explain-title' });
  #settings = h('section', { 'aria-labelledby': 'settings-title' });
  #instances;
  #timeline = new Timeline();
  #shownFacts = '';
  #offered = '';

  /**
   * @param feed one pool
   * @param node who answers, and its wall clock
   * @param actions what an operator can do; offers nothing where the page shows only
   */
  constructor(feed, node, actions) {
    this.#feed = feed;
    this.#node = node;
    this.#actions = actions;
    this.#title = h('h1', { tabindex: '-1' }, feed.name);
    this.#instances = new InstancesView(feed, (instance) =>
      actions.ofInstance(feed, instance, (text) => this.notice(text)),
    );
    this.element = h(
      'article',
      { class: 'pool' },
      h('p', { class: 'up' }, h('a', { href: TO_POOLS }, '← Pools')),
      h('header', {}, this.#title, this.#state, this.#lease, this.#buttons),
      this.#notice,
      h(
        'div',
        { class: 'columns' },
        h('div', { class: 'column' }, this.#instances.element, this.#timeline.element),
        h('div', { class: 'column side' }, this.#explain, this.#facts, this.#settings),
      ),
    );
  }

  get title() {
    return this.#feed.name;
  }

  get source() {
    return this.#feed.source;
  }

  focus() {
    this.#title.focus({ preventScroll: true });
  }

  /** Says what came of something. */
  notice(text) {
    this.#notice.hidden = text === '';
    setText(this.#notice, text);
  }

  /** A decision was made about this pool. */
  heard(change) {
    announce(changeSentence(change));
  }

  changed() {
    const { pool, explanation } = this.#feed;
    this.element.classList.toggle('unknown', pool === null);
    if (pool === null) {
      setText(this.#state, this.#feed.isUnknown ? 'There is no such pool.' : '');
      setText(this.#lease, '');
      this.#offered = '';
      this.#shownFacts = '';
      [this.#buttons, this.#facts, this.#explain, this.#settings].forEach((part) => fill(part));
      return;
    }
    const keep = this.#focused();
    this.#offer(pool);
    this.#instances.changed();
    this.#restore(keep);
    this.#timeline.changed(this.#feed.changes);
    fill(this.#settings, h('h2', { id: 'settings-title' }, 'Settings'), factList(settings(pool.settings)));
    if (explanation) {
      this.#explainIt(explanation);
    }
    this.tick();
  }

  /** Which button has the focus, so that it keeps it when it is made anew. */
  #focused() {
    const active = document.activeElement;
    return active && this.element.contains(active) ? active.dataset.action : undefined;
  }

  #restore(action) {
    if (action) {
      const again = [...this.element.querySelectorAll('[data-action]')].find((each) => each.dataset.action === action);
      (again || this.#title).focus({ preventScroll: true });
    }
  }

  /** Only when others are offered: a button that is made anew under a finger isn't pressed. */
  #offer(pool) {
    const offered = `${pool.state === 'POOL_STATE_DRAINING'} ${pool.paused}`;
    if (offered === this.#offered) {
      return;
    }
    this.#offered = offered;
    fill(
      this.#buttons,
      this.#actions.ofPool(this.#feed, pool, (text) => this.notice(text)),
    );
  }

  #explainIt(explanation) {
    const rows = explanation.candidates.map((each) => [each.instanceId, why(each.verdict)]);
    const way = course(explanation).map((each) => [
      roughAtMost(Number(each.inMs)),
      { text: changeSentence(each.change), mood: changeMood(each.change) },
    ]);
    fill(
      this.#explain,
      h('h2', { id: 'explain-title' }, 'Explain'),
      sentences(explanation).map((each) => h('p', {}, each)),
      way.length > 0 ? table('What time alone would change', ['In', 'What'], way) : null,
      rows.length > 0 ? table('Candidates, as they rank', ['Candidate', 'Why'], rows) : null,
    );
  }

  /** Time has passed. */
  tick() {
    const { pool, source, at } = this.#feed;
    if (pool === null || at === null) {
      return;
    }
    const now = agedPool(pool, source.since(at));
    const ranks = troubles(pool, this.#node.now());
    setText(this.#state, sentence(ranks, now));
    setAttribute(this.#state, 'class', `state ${mood(ranks)}`);
    setText(
      this.#lease,
      now.primary
        ? `${now.primary.instanceId} is primary, epoch ${now.primary.epoch}; ${countdown(now.leaseRemainingMs)} of the lease left`
        : 'No one is primary',
    );
    const shown = facts(now);
    const key = JSON.stringify(shown);
    if (key !== this.#shownFacts) {
      this.#shownFacts = key;
      fill(this.#facts, h('h2', { id: 'facts-title' }, 'State'), factList(shown));
    }
    this.#instances.tick();
  }
}
