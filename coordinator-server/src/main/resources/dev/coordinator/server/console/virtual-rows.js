/** A long list of rows of one height, of which only those in sight are elements. */

import { h } from './dom.js';

const MORE_ROWS = 8;

export class VirtualRows {
  #scroller;
  #canvas;
  #make;
  #show;
  #items = [];
  #rows = [];
  #height = 32;
  #head = 0;
  #room = 0;
  #scheduled = false;

  /**
   * @param {HTMLElement} scroller what scrolls; its last child becomes what the rows are in
   * @param {function(): HTMLElement} make a row of any item
   * @param {function(HTMLElement, object, number)} show an item in a row, with its place from 0
   */
  constructor(scroller, make, show) {
    this.#scroller = scroller;
    this.#make = make;
    this.#show = show;
    this.#canvas = h('div', { class: 'canvas', role: 'rowgroup' });
    scroller.append(this.#canvas);
    scroller.addEventListener('scroll', () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(scroller);
  }

  set(items) {
    this.#items = items;
    this.refresh();
  }

  /** How many rows fit into sight. */
  get fitting() {
    return Math.max(1, Math.floor(this.#room / this.#height));
  }

  /** The height of a row comes from the style sheet, and may be another on a narrow screen. */
  measure() {
    const height = parseInt(getComputedStyle(this.#scroller).getPropertyValue('--row'), 10);
    this.#height = height > 0 ? height : this.#height;
    this.#head = this.#canvas.offsetTop;
    this.#room = this.#scroller.clientHeight - this.#head;
    this.refresh();
  }

  #soon() {
    if (!this.#scheduled) {
      this.#scheduled = true;
      requestAnimationFrame(() => {
        this.#scheduled = false;
        this.#place(false);
      });
    }
  }

  /** Shows each row in sight as its item is now. */
  refresh() {
    const height = `${this.#items.length * this.#height}px`;
    if (this.#canvas.style.height !== height) {
      this.#canvas.style.height = height;
    }
    this.#place(true);
  }

  /** @param {boolean} all the rows that show the same item as before, too */
  #place(all) {
    const total = this.#items.length;
    const wanted = Math.min(total, this.fitting + 2 * MORE_ROWS);
    this.#provide(wanted);
    const above = Math.floor(this.#scroller.scrollTop / this.#height) - MORE_ROWS;
    const first = Math.max(0, Math.min(above, total - wanted));
    for (let index = first; index < first + wanted; index += 1) {
      const row = this.#rows[index % wanted];
      const place = `translateY(${index * this.#height}px)`;
      const moves = row.style.transform !== place;
      if (moves) {
        row.style.transform = place;
      }
      if (moves || all) {
        this.#show(row, this.#items[index], index);
      }
    }
  }

  #provide(wanted) {
    while (this.#rows.length < wanted) {
      const row = this.#make();
      this.#rows.push(row);
      this.#canvas.append(row);
    }
    while (this.#rows.length > wanted) {
      this.#rows.pop().remove();
    }
  }

  /** Scrolls as little as needed for a row to be in sight. */
  reveal(index) {
    const top = index * this.#height;
    if (top < this.#scroller.scrollTop) {
      this.#scroller.scrollTop = top;
    } else if (top + this.#height > this.#scroller.scrollTop + this.#room) {
      this.#scroller.scrollTop = top + this.#height - this.#room;
    }
    this.refresh();
  }
}
