/** What the tabs of one browser say to each other. A word is looked at before it is believed, and nobody hears itself. */
import { partsOf, textTo } from '../core/base/sound.ts'

/** Which tab speaks: a page hears its own channel too. */
const TAB = globalThis.crypto.randomUUID?.() ?? String(Math.random())

/** Who says a word. */
export interface Speaker {
  readonly tab: string
}

/** Whether a value names its speaker, whatever else it says. */
export const isSpeaker = partsOf<Speaker>({ tab: textTo(60) })

/** Says something to every other tab; nothing where the browser has no channels. */
export function tellTabs(channel: string, word: object = {}): void {
  if (typeof BroadcastChannel === 'undefined') return
  const open = new BroadcastChannel(channel)
  open.postMessage({ ...word, tab: TAB })
  open.close()
}

/** Hears the words of other tabs that are `sound`. Returns how to stop. */
export function hearTabs<W extends Speaker>(
  channel: string,
  sound: (v: unknown) => v is W,
  hear: (word: W) => void,
): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined
  const open = new BroadcastChannel(channel)
  open.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (sound(data) && data.tab !== TAB) hear(data)
  }
  return () => open.close()
}
