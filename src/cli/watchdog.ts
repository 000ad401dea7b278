/** Ends the program where a file keeps its reader busy for ever: a thread apart waits for signs of life. */
import { Worker } from 'node:worker_threads'
import { SILENCE, stoppedWords } from '../import/silence.ts'

/**
 * What the thread does. The busy thread hears nothing, so that only the process can be ended: by SIGTERM, after the
 * sentence. A thread cannot choose the exit code of its process; a shell shows 143.
 */
const WATCH = `
const { workerData: { beats, silence, sentence } } = require('node:worker_threads')
for (let last = Atomics.load(beats, 0); last >= 0; last = Atomics.load(beats, 0))
  if (Atomics.wait(beats, 0, last, silence) === 'timed-out' && Atomics.load(beats, 0) === last) {
    require('node:fs').writeSync(2, sentence + '\\n')
    process.kill(process.pid, 'SIGTERM')
    break
  }
`

/** Runs `work`, which calls `alive` at each step; ends the program with a sentence after `silence` ms without a call. */
export async function watched<T>(
  doing: string,
  work: (alive: () => void) => Promise<T>,
  silence = SILENCE,
): Promise<T> {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  const tell = (value: number) => {
    Atomics.store(beats, 0, value)
    Atomics.notify(beats, 0)
  }
  const thread = new Worker(WATCH, {
    eval: true,
    // nothing of the program's own loaders
    execArgv: [],
    workerData: { beats, silence, sentence: stoppedWords(doing, silence) },
  })
  thread.unref()
  try {
    return await work(() => tell(beats[0] + 1))
  } finally {
    tell(-1)
  }
}
