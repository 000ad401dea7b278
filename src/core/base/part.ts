/** Runs a part of a computation and maps its share done into from..to of the whole. */
export function* part<R>(
  run: Generator<number, R, void>,
  from: number,
  to: number,
): Generator<number, R, void> {
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
    yield from + (to - from) * step.value
  }
}
