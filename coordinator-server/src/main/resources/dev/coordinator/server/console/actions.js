/** What an operator does to a pool: each asks first, says what would come of it, and wants a reason for the record. */

import { Refused, part, tell } from './api.js';
import { field, open } from './dialog.js';
import { fill, h } from './dom.js';
import { parse } from './durations.js';
import * as effects from './effects.js';
import { unfit } from './instance-text.js';
import { OUTLOOKS, Pursuit } from './outlook.js';
import { author, setAuthor } from './preferences.js';
import { token, wantToken } from './session.js';

const MOST_REASON = 256;
const MOST_AUTHOR = 150;
const LONGEST_MS = 365 * 86_400_000;

export class Actions {
  #offered;
  #signIn;
  #pursuit = null;

  /**
   * @param {boolean} offered whether this page offers any
   * @param {function()} signIn asks for a token
   */
  constructor(offered, signIn) {
    this.#offered = offered;
    this.#signIn = signIn;
  }

  /** The buttons of a pool. @param {function(string)} notice is told what came of it */
  ofPool(feed, pool, notice) {
    if (!this.#offered) {
      return [];
    }
    return [
      button('switchOver', 'Switch over…', () => this.#switchOver(feed, notice, '')),
      pool.state === 'POOL_STATE_DRAINING'
        ? button('callOffHandover', 'Call off…', () =>
            this.#ask(feed, notice, {
              verb: 'callOffHandover',
              title: `Call off the handover of ${feed.name}`,
              confirm: 'Call off',
              say: () => effects.callOff(feed.pool),
            }),
          )
        : null,
      pool.paused
        ? button('resume', 'Resume…', () =>
            this.#ask(feed, notice, {
              verb: 'resume',
              title: `Resume ${feed.name}`,
              confirm: 'Resume',
              say: () => effects.resume(feed.pool),
            }),
          )
        : button('pause', 'Pause…', () =>
            this.#ask(feed, notice, {
              verb: 'pause',
              title: `Pause ${feed.name}`,
              confirm: 'Pause',
              lasts: 'resumed',
              say: () => effects.pause(feed.pool),
            }),
          ),
    ];
  }

  /** The buttons of an instance. */
  ofInstance(feed, instance, notice) {
    if (!this.#offered) {
      return [];
    }
    const id = instance.instanceId;
    const cordon = instance.cordon
      ? button(
          `uncordon ${id}`,
          'Uncordon…',
          () =>
            this.#ask(feed, notice, {
              verb: 'uncordon',
              instance: id,
              title: `Uncordon ${id}`,
              confirm: 'Uncordon',
              say: () => effects.uncordon(instance),
            }),
          `Uncordon ${id}`,
        )
      : button(
          `cordon ${id}`,
          'Cordon…',
          () =>
            this.#ask(feed, notice, {
              verb: 'cordon',
              instance: id,
              title: `Cordon ${id}`,
              confirm: 'Cordon',
              lasts: 'uncordoned',
              say: () => effects.cordon(feed.pool, instance),
            }),
          `Cordon ${id}`,
        );
    const make =
      feed.pool && feed.pool.primary && unfit(instance) === null
        ? button(`make ${id}`, 'Make primary…', () => this.#switchOver(feed, notice, id), `Make ${id} primary`)
        : null;
    return [make, cordon];
  }

  /** A decision was made: when it ends a move that was asked for here, how. */
  heard(change) {
    const end = this.#pursuit ? this.#pursuit.end(change) : null;
    if (end) {
      this.#pursuit = null;
    }
    return end;
  }

  #switchOver(feed, notice, to) {
    const best = feed.explanation && feed.explanation.handoverTo;
    const select = h(
      'select',
      { name: 'to' },
      h('option', { value: '' }, best ? `whoever ranks best (${best} now)` : 'whoever ranks best'),
      feed.instances
        .filter((each) => !['ROLE_PRIMARY', 'ROLE_DRAINING'].includes(each.role))
        .map((each) =>
          h(
            'option',
            { value: each.instanceId, selected: each.instanceId === to, disabled: unfit(each) !== null },
            each.instanceId + (unfit(each) ? `, which ${unfit(each)}` : ''),
          ),
        ),
    );
    this.#ask(feed, notice, {
      verb: 'switchOver',
      title: `Switch ${feed.name} over`,
      confirm: 'Switch over',
      extra: field('To', select),
      watched: select,
      body: () => (select.value ? { to: select.value } : {}),
      judge: () => effects.switchover(feed.explanation, feed.instances, feed.changes, select.value),
    });
  }

  /** @param asked `say` or `judge` gives the effect; `lasts` says what ends it, where it may have an end of its own */
  #ask(feed, notice, asked) {
    const effect = h('div', { class: 'effect', id: 'effect', 'aria-live': 'polite' });
    const reason = h('input', { name: 'reason', required: true, maxlength: MOST_REASON, autocomplete: 'off' });
    const who = h('input', { name: 'author', maxlength: MOST_AUTHOR, autocomplete: 'off', value: author() });
    const length = h('input', { name: 'length', autocomplete: 'off', placeholder: '30m' });
    const dialog = open({
      title: asked.title,
      confirm: asked.confirm,
      content: [
        asked.extra,
        effect,
        asked.lasts ? field('For how long', length, `Such as 30m or 2h; empty: until it is ${asked.lasts}.`) : null,
        field('Reason', reason, 'Kept in the history.'),
        field('Who asks', who, 'Kept beside the address it comes from; proves nothing.'),
      ],
      confirmed: () => this.#send(feed, notice, asked, { reason, who, length }, dialog),
    });
    const judge = () => {
      const judged = asked.judge ? asked.judge() : { refused: false, sentences: asked.say() };
      fill(
        effect,
        judged.sentences.map((each) => h('p', {}, each)),
      );
      dialog.enable(!judged.refused);
    };
    judge();
    if (asked.watched) {
      asked.watched.addEventListener('change', judge);
    }
    (asked.watched || reason).focus();
  }

  async #send(feed, notice, asked, { reason, who, length }, dialog) {
    const body = {
      ...(asked.body ? asked.body() : {}),
      comment: reason.value.trim(),
      requestedBy: signature(who.value.trim()),
    };
    if (length.value.trim() !== '') {
      body.forMs = parse(length.value);
      if (body.forMs === null || body.forMs > LONGEST_MS) {
        dialog.fail(`“${length.value}” is not a duration like 500ms, 30s, 2m or 1h30m, of 365d at most`);
        return false;
      }
    }
    setAuthor(who.value.trim());
    const of = asked.instance ? `/instances/${part(asked.instance)}` : '';
    try {
      const { outlook } = await tell(`pools/${part(feed.name)}${of}:${asked.verb}`, body);
      this.#pursuit = asked.verb === 'switchOver' ? new Pursuit(feed.name, outlook.logIndex) : null;
      notice(OUTLOOKS[asked.verb](outlook, feed.name, asked.instance));
      feed.poke();
      return true;
    } catch (failure) {
      dialog.fail(sentence(failure));
      if (failure instanceof Refused && failure.status === 401) {
        dialog.close();
        this.#signIn();
      } else if (failure instanceof Refused && failure.status === 403 && !token()) {
        wantToken();
      }
      return false;
    }
  }
}

/** Who asks, in their words. */
const signature = (name) => (name ? `${name} by the console` : 'the console');

function sentence(failure) {
  if (failure instanceof Refused && failure.reason !== 'OUTCOME_UNKNOWN' && failure.status !== 504) {
    return failure.message;
  }
  return `${failure.message}. It isn’t known whether it was done: look at the history before you ask again.`;
}

function button(action, words, does, label) {
  return h(
    'button',
    { type: 'button', 'data-action': action, 'aria-label': label ? `${label}…` : null, onclick: does },
    words,
  );
}
