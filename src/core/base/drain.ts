/** Runs a computation to its end in this thread. */
export function drain<R>(run: Generator<number, R, void>): R {
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
  }
}
