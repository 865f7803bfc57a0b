// When a screen reader is told of the progress: every ten per cent or every 30 seconds, whichever is later.

const STEP = 10;
const PAUSE = 30_000;

export class Spoken {
  #percent = 0;
  #at = Number.NEGATIVE_INFINITY;

  /** The per cent to be spoken now, or null for silence. */
  next(percent: number, now: number): number | null {
    const reached = Math.floor(percent / STEP) * STEP;
    if (reached <= this.#percent || now - this.#at < PAUSE) return null;
    this.#percent = reached;
    this.#at = now;
    return reached;
  }
}
