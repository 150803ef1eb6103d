/** Puts the page together: what is shown, where it comes from, and what keys do. */

import { Actions } from './actions.js';
import { announce } from './announce.js';
import { ClusterFeed } from './cluster-feed.js';
import { ClusterView } from './cluster-view.js';
import { setAttribute, setText } from './dom.js';
import { listen, showHelp } from './keys.js';
import { ListView } from './list-view.js';
import { PoolFeed } from './pool-feed.js';
import { PoolView } from './pool-view.js';
import { PoolsFeed } from './pools-feed.js';
import { THEMES, applyTheme, setTheme, theme } from './preferences.js';
import { TO_CLUSTER, TO_POOLS, parse } from './route.js';
import { isTokenWanted, onSession, signOut, token } from './session.js';
import { askToSignIn } from './sign-in.js';

const TICK_MS = 1_000;
const LEAST_REDRAW_MS = 100;

const find = (id) => document.getElementById(id);

class Console {
  #offered = document.documentElement.dataset.actions === 'on';
  #cluster = new ClusterFeed(() => this.#soon());
  #pools = new PoolsFeed(
    this.#cluster,
    () => this.#soon(),
    (change) => this.#heard(change),
  );
  #actions = new Actions(this.#offered, () => this.#signIn());
  #listView = new ListView(this.#pools, this.#cluster);
  #clusterView = new ClusterView(this.#cluster);
  #view = null;
  #pool = null;
  #life = null;
  #poolLife = null;
  #scheduled = false;
  #wasStale = null;

  start() {
    applyTheme();
    addEventListener('hashchange', () => this.#route());
    document.addEventListener('visibilitychange', () => this.#appear());
    onSession(() => this.#renew());
    find('account').addEventListener('click', () => (token() ? signOut() : this.#signIn()));
    find('theme').addEventListener('click', () => this.#nextTheme());
    find('help').addEventListener('click', () => this.#help());
    find('skip').addEventListener('click', (event) => {
      event.preventDefault();
      find('main').focus();
    });
    find('stale-sign-in').addEventListener('click', () => this.#signIn());
    listen({
      '/': () => this.#search(),
      '?': () => this.#help(),
      s: () => this.#inList(() => this.#listView.nextOrder()),
      r: () => this.#inList(() => this.#listView.reverse()),
      p: () => this.#go(TO_POOLS),
      c: () => this.#go(TO_CLUSTER),
      t: () => this.#nextTheme(),
      Escape: () => this.#back(),
    });
    this.#showTheme();
    this.#route();
    this.#appear();
    setInterval(() => this.#tick(), TICK_MS);
  }

  /** Who looks is served; a tab that nobody sees asks for nothing. */
  #appear() {
    if (document.hidden) {
      this.#rest('nobody looked');
    } else if (this.#life === null) {
      this.#life = new AbortController();
      this.#cluster.run(this.#life.signal);
      this.#pools.run(this.#life.signal);
      this.#follow();
    }
  }

  #rest(why) {
    if (this.#life !== null) {
      this.#life.abort();
      this.#life = null;
      [this.#pools, this.#cluster, this.#pool].forEach((feed) => feed && feed.source.stop(why));
    }
  }

  /** Begins anew: with another token, or after the machine slept. */
  #renew() {
    this.#rest('asking again');
    this.#appear();
    this.#changed();
  }

  #follow() {
    if (this.#poolLife !== null) {
      this.#poolLife.abort();
      this.#poolLife = null;
    }
    if (this.#pool !== null && this.#life !== null) {
      const life = new AbortController();
      this.#life.signal.addEventListener('abort', () => life.abort(), { once: true });
      this.#poolLife = life;
      this.#pool.run(life.signal);
    }
  }

  #route() {
    const route = parse(location.hash);
    const before = this.#view;
    this.#pool = null;
    if (route.view === 'pool') {
      this.#pool = new PoolFeed(route.pool, this.#cluster, () => this.#soon());
      this.#view = new PoolView(this.#pool, this.#cluster, this.#actions);
    } else {
      this.#view = route.view === 'cluster' ? this.#clusterView : this.#listView;
    }
    this.#pools.reads(this.#view === this.#listView);
    this.#cluster.look(this.#view === this.#clusterView);
    this.#follow();
    find('main').replaceChildren(this.#view.element);
    setAttribute(find('to-pools'), 'aria-current', route.view === 'cluster' ? null : 'page');
    setAttribute(find('to-cluster'), 'aria-current', route.view === 'cluster' ? 'page' : null);
    document.title = `${this.#view.title} – Coordinator`;
    this.#wasStale = null;
    this.#changed();
    if (this.#view === this.#listView) {
      this.#listView.shown();
    }
    if (before !== null) {
      this.#view.focus();
    }
  }

  #heard(change) {
    if (this.#pool !== null && change.pool === this.#pool.name) {
      this.#pool.poke();
      this.#view.heard(change);
      const end = this.#actions.heard(change);
      if (end) {
        this.#view.notice(end);
      }
    }
  }

  #soon() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      setTimeout(() => {
        this.#scheduled = false;
        this.#changed();
      }, LEAST_REDRAW_MS);
    }
  }

  #changed() {
    if (this.#view !== null) {
      this.#view.changed();
    }
    this.#showSource();
  }

  #tick() {
    if (this.#life !== null && this.#pools.source.hasSlept()) {
      this.#renew();
    }
    this.#view.tick();
    this.#showSource();
  }

  /** What is shown, and what it is worth: always said, and told aloud when it changes. */
  #showSource() {
    const source = this.#view.source;
    const status = this.#cluster.status;
    const isUnread = source.at === null && !source.isStale;
    const words = source.isStale ? 'STALE' : isUnread ? 'Reading' : this.#pools.watching ? 'Live' : 'Polling';
    setText(find('cluster-name'), status ? status.clusterId : '');
    setText(find('liveness'), words);
    setAttribute(find('liveness'), 'class', source.isStale ? 'bad' : words === 'Live' ? 'good' : 'plain');
    setText(find('freshness'), source.isStale ? '' : source.sentence());
    find('stale').hidden = !source.isStale;
    setText(find('stale-text'), source.isStale ? `STALE: ${source.sentence()}` : '');
    find('stale-sign-in').hidden = !this.#cluster.wantsToken;
    find('account').hidden = !token() && !this.#cluster.wantsToken && !isTokenWanted();
    setText(find('account'), token() ? 'Sign out' : 'Sign in');
    if (this.#wasStale !== null && this.#wasStale !== source.isStale) {
      announce(source.isStale ? `What is shown is stale: ${source.trouble}` : 'What is shown is up to date again');
    }
    this.#wasStale = isUnread ? null : source.isStale;
  }

  #signIn() {
    askToSignIn(() => this.#renew());
  }

  #go(hash) {
    location.hash = hash;
  }

  #inList(task) {
    if (this.#view === this.#listView) {
      task();
    }
  }

  #search() {
    if (this.#view !== this.#listView) {
      history.pushState(null, '', TO_POOLS);
      this.#route();
    }
    this.#listView.focusSearch();
  }

  #back() {
    if (this.#view === this.#listView) {
      this.#listView.clearSearch();
    } else {
      this.#go(TO_POOLS);
    }
  }

  #nextTheme() {
    setTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
    this.#showTheme();
    announce(`Looks: ${theme()}`);
  }

  #showTheme() {
    setText(find('theme'), `Looks: ${theme()}`);
  }

  #help() {
    showHelp(
      this.#offered
        ? 'What an operator does is on the page of each pool, and asks before it does anything.'
        : 'This console only shows. What an operator does is done with coordctl, or where http.console lets it be done here.',
    );
  }
}

new Console().start();
