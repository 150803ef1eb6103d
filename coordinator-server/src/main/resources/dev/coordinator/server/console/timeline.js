/** What was decided about a pool, the newest first: who became primary when, after whom, why, by whose word. */

import { kindOf, mood, ranking, said, sentence } from './change-text.js';
import { fill, h, printable } from './dom.js';
import { localTime } from './words.js';

const FIRST_SHOWN = 40;

export class Timeline {
  element = h('section', { class: 'timeline', 'aria-labelledby': 'timeline-title' });
  #all = false;
  #shown = '';

  /** @param {Array} changes the newest first */
  changed(changes) {
    const key = JSON.stringify([this.#all, changes]);
    if (key === this.#shown) {
      return;
    }
    this.#shown = key;
    const shown = this.#all ? changes : changes.slice(0, FIRST_SHOWN);
    fill(
      this.element,
      h('h2', { id: 'timeline-title' }, 'History'),
      changes.length === 0 ? h('p', {}, 'Nothing has been decided yet.') : reigns(changes),
      h('ol', { class: 'changes', reversed: true }, shown.map(entry)),
      changes.length > shown.length ? this.#more(changes) : null,
    );
  }

  #more(changes) {
    const all = () => {
      this.#all = true;
      this.changed(changes);
    };
    return h('p', {}, h('button', { type: 'button', onclick: all }, `Show all ${changes.length}`));
  }
}

function entry(change) {
  const words = said(change);
  const ranked = kindOf(change) === 'GRANTED' ? ranking(change) : '';
  return h(
    'li',
    { class: mood(change) },
    h('time', { datetime: change.time }, localTime(change.time)),
    h('span', { class: 'what' }, sentence(change)),
    words ? h('span', { class: 'said' }, words) : null,
    ranked ? h('span', { class: 'said' }, `ranking: ${ranked}`) : null,
  );
}

const KINDS_OF_ENDS = ['VACATED', 'POOL_DELETED'];

/** Who reigned when, as a strip: from the first grant that is kept to the last change. The list below says the same. */
function reigns(changes) {
  const spans = [];
  [...changes].reverse().forEach((change) => {
    const kind = kindOf(change);
    const at = Date.parse(change.time);
    const last = spans[spans.length - 1];
    if (kind === 'GRANTED') {
      if (last) {
        last.to = at;
      }
      spans.push({ who: change.to, epoch: change.epoch, from: at, to: null });
    } else if (KINDS_OF_ENDS.includes(kind) && Number(change.epoch) > 0 && last && last.who) {
      last.to = at;
      spans.push({ who: '', from: at, to: null });
    }
  });
  if (spans.length < 2) {
    return null;
  }
  const end = Math.max(Date.parse(changes[0].time), spans[0].from + 1);
  const last = spans[spans.length - 1];
  const whole = Math.max(1, end - spans[0].from);
  last.to = last.to ?? end + whole / 10;
  const strip = h('div', { class: 'reigns', 'aria-hidden': 'true' });
  spans.forEach((span) => {
    const piece = h('span', { class: span.who ? 'reign' : 'gap', title: title(span) }, span.who);
    piece.style.flexGrow = String(Math.max(whole / 200, span.to - span.from));
    strip.append(piece);
  });
  return strip;
}

const title = (span) =>
  printable(`${span.who ? `${span.who}, epoch ${span.epoch}` : 'no primary'}, from ${localTime(span.from)}`);
