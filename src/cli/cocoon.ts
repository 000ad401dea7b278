/** The program itself: command line in, exit code out. */
import { writeSync } from 'node:fs'
import { endWithFirst } from './knoxParts.ts'
import { main } from './main.ts'

/** Writes all of a text, waiting where a pipe is full: stdout must be complete before the process ends. */
function write(fd: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(fd, bytes, at)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // whoever reads has enough, as with `| head`
      if (code === 'EPIPE') process.exit(0)
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

endWithFirst()
process.exitCode = await main(process.argv.slice(2), {
  out: (text) => write(1, text),
  err: (text) => write(2, text),
})
