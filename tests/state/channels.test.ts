/** What tabs say to each other is looked at before it is believed: erasing and locking cannot be taken back. */
import { afterEach, expect, it, vi } from 'vitest'
import { followErase } from '../../src/state/erase.ts'
import { hearTabs, isSpeaker, tellTabs } from '../../src/state/tabChannel.ts'
import { followVault } from '../../src/state/vault.ts'

const JUNK = [
  null,
  0,
  'x',
  [],
  {},
  { keepLog: 'x', tab: 'a' },
  { keepLog: true },
  { say: 'open', id: null, keys: null },
  { say: 'open', id: 'x', keys: [1, 2], tab: 'z' },
  { say: 'changed' },
  { say: { toString: 1 }, tab: 'z' },
  { say: 'lock' },
]
const tell = (name: string, word: unknown) => {
  const channel = new BroadcastChannel(name)
  channel.postMessage(word)
  channel.close()
}
const heard = () => new Promise((r) => setTimeout(r, 60))
let stop = () => undefined as void
afterEach(() => stop())

it('nothing is erased upon a word that is none', async () => {
  const erased = vi.fn()
  stop = followErase(erased)
  for (const word of JUNK) tell('cocoon.erase', word)
  await heard()
  expect(erased).not.toHaveBeenCalled()
  tell('cocoon.erase', { keepLog: true, tab: 'another' })
  await heard()
  expect(erased).toHaveBeenCalledOnce()
})

it('a word that is none moves no lock and throws nothing', async () => {
  const thrown: unknown[] = []
  const caught = (e: unknown) => void thrown.push(e)
  process.on('uncaughtException', caught)
  process.on('unhandledRejection', caught)
  try {
    stop = followVault()
    for (const word of JUNK) tell('cocoon.vault', word)
    await heard()
    expect(thrown).toEqual([])
  } finally {
    process.off('uncaughtException', caught)
    process.off('unhandledRejection', caught)
  }
})

it('nobody hears itself, and what is no word of a tab is passed over', async () => {
  const heardOf = vi.fn()
  stop = hearTabs('cocoon.test', isSpeaker, heardOf)
  tellTabs('cocoon.test')
  for (const junk of JUNK) if (!isSpeaker(junk)) tell('cocoon.test', junk)
  await heard()
  expect(heardOf).not.toHaveBeenCalled()
  tell('cocoon.test', { tab: 'another' })
  await heard()
  expect(heardOf).toHaveBeenCalledExactlyOnceWith({ tab: 'another' })
})
