/** When the first answer stands: what only adorns it waits until then. */
import { useStore } from '../state/store.ts'

/** Whatever waits for an answer waits no longer than this, milliseconds: for the first file, and then for its list. */
const FILE = 15_000
const LIST = 6000

/**
 * Resolves when tonight's list stands, when there is nothing to make one of, six seconds after the first file was read, or
 * after 15 seconds.
 */
export const answered = (): Promise<void> =>
  new Promise((done) => {
    let read = false
    const there = () => {
      const { ready, incidents, cocoon } = useStore.getState()
      return ready && (cocoon !== undefined || incidents === undefined)
    }
    if (there()) return done()
    const end = () => {
      clearTimeout(timer)
      off()
      done()
    }
    let timer = setTimeout(end, FILE)
    const look = () => {
      if (there()) return end()
      if (read || !useStore.getState().ready) return
      read = true
      clearTimeout(timer)
      timer = setTimeout(end, LIST)
    }
    const off = useStore.subscribe(look)
    look()
  })
