/** A worker that lives in this thread: the same serve(), at the other end of a channel. */
import type { WorkerLike } from '../../src/worker/runner.ts'
import { serve, type Port } from '../../src/worker/serve.ts'

/** `log` hears the type of each message sent to it; `shared` = tables of more rows than this are opened into shared memory. */
export function localWorker(log: string[] = [], shared?: number): WorkerLike {
  const { port1, port2 } = new MessageChannel()
  serve(port2 as unknown as Port, shared !== undefined, shared)
  return {
    postMessage(message) {
      log.push((message as { type: string }).type)
      port1.postMessage(message)
    },
    terminate() {
      log.push('terminate')
      port1.close()
    },
    set onmessage(f: WorkerLike['onmessage']) {
      port1.onmessage = f
    },
    get onmessage() {
      return port1.onmessage as WorkerLike['onmessage']
    },
  }
}
