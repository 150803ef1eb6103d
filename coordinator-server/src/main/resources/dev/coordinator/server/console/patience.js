/** Waiting that can be ended. */

const LEAST_MS = 400;
const MOST_MS = 8_000;

/** Waits so long, or until the signal says that it is over. */
export function pause(millis, signal) {
  return new Promise((resolve) => {
    if (signal && signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(done, millis);
    function done() {
      clearTimeout(timer);
      if (signal) {
        signal.removeEventListener('abort', done);
      }
      resolve();
    }
    if (signal) {
      signal.addEventListener('abort', done);
    }
  });
}

/** How long to wait before the next attempt, the first being 0: longer each time, never all browsers at once. */
export function backOff(attempt) {
  const longest = Math.min(MOST_MS, LEAST_MS * 2 ** Math.min(attempt, 10));
  return longest / 2 + (Math.random() * longest) / 2;
}

/** Can be told not to wait any longer: `await bell.wait(2000, signal)` ends at once after `bell.ring()`. */
export class Bell {
  #ringing = new AbortController();

  ring() {
    this.#ringing.abort();
  }

  async wait(millis, signal) {
    const end = () => this.#ringing.abort();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) {
      end();
    }
    await pause(millis, this.#ringing.signal);
    signal.removeEventListener('abort', end);
    this.#ringing = new AbortController();
  }
}
