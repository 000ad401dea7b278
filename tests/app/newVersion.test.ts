/** A newer version takes over when the page is loaded alone, and never under another open page. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { followVersion } from '../../src/desk/newVersion.ts'

let requests: string[] = []

function browser({ waiting = true, others = [] as string[] } = {}) {
  const posted: unknown[] = []
  const reloads: unknown[] = []
  const heard = new Map<string, () => void>()
  const requested: string[] = []
  requests = requested
  const registration = {
    waiting: waiting ? { postMessage: (m: unknown) => void posted.push(m) } : null,
    addEventListener: () => undefined,
  }
  vi.stubGlobal('navigator', {
    serviceWorker: {
      controller: {},
      ready: new Promise(() => {}),
      getRegistration: () => Promise.resolve(registration),
      addEventListener: (name: string, run: () => void) => heard.set(name, run),
    },
    locks: {
      // exclusive: granted where no other page holds it; shared: held until the page goes
      request: (name: string, o: { mode?: string }, run: () => unknown) =>
        o.mode === 'shared'
          ? (requested.push(name), new Promise(() => {}))
          : others.includes(name)
            ? Promise.reject(new Error('timed out'))
            : Promise.resolve(run()),
    },
  })
  vi.stubGlobal('location', { reload: () => void reloads.push(1) })
  return { posted, reloads, heard, requested }
}

describe('a newer version that waits', () => {
  afterEach(() => vi.unstubAllGlobals())
  const loaded = async () => {
    followVersion(new Promise(() => {}))
    // the part that does it is fetched; the lock is taken last
    await vi.waitFor(() => expect(requests).toContain('cocoon-open'))
  }

  it('takes over when the page is loaded and no other is open; the page is loaded once more', async () => {
    const { posted, reloads, heard, requested } = browser()
    await loaded()
    expect(posted).toEqual([{ type: 'SKIP_WAITING' }])
    expect([reloads.length, requested]).toEqual([0, ['cocoon-open']])
    heard.get('controllerchange')!()
    expect(reloads).toHaveLength(1)
  })

  it('goes on waiting while another page is open', async () => {
    const { posted, heard, requested } = browser({ others: ['cocoon-open'] })
    await loaded()
    expect([posted, heard.has('controllerchange'), requested]).toEqual([[], false, ['cocoon-open']])
  })

  it('is not looked for where none waits', async () => {
    const { posted, heard } = browser({ waiting: false, others: ['something else'] })
    await loaded()
    expect([posted, heard.has('controllerchange')]).toEqual([[], false])
  })
})
