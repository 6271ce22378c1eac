// Who may write: exclusive work one after the other in the order of asking, and everybody else while none of it runs.
export class WriteGate {
  #last: Promise<unknown> = Promise.resolve();
  #running = 0;

  /**
   * Runs work during which nobody else writes: an import through a second connection, a restore.
   * @throws what the work throws; the next one in the queue runs all the same
   */
  runExclusive<T>(work: () => Promise<T> | T): Promise<T> {
    this.#running++;
    const turn = this.#last.then(work).finally(() => {
      this.#running--;
    });
    this.#last = turn.catch(() => undefined); // its own caller gets the error; the next one only waits
    return turn;
  }

  /** Resolves when no exclusive work runs or waits. After a dialog or a thread, ask again before writing. */
  async whenIdle(): Promise<void> {
    while (!this.isIdle) await this.#last;
  }

  get isIdle(): boolean {
    return this.#running === 0;
  }
}
