/** When the first answer stands: what only adorns it waits until then. */
import { useStore } from '../state/store.ts'

/** Whatever waits for an answer waits no longer than this, milliseconds. */
const MOST = 2500

/** Resolves when tonight's list stands, when there is nothing to make one of, or after 2.5 seconds. */
export const answered = (): Promise<void> =>
  new Promise((done) => {
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
    const timer = setTimeout(end, MOST)
    const off = useStore.subscribe(() => there() && end())
  })
