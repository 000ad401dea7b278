/** The sample town never takes the place of a file that was opened while it was on its way. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Opened } from '../../src/import/contract.ts'
import { useStore } from '../../src/state/store.ts'
import { incidentsFrom } from '../tools/incidents.ts'

const on = vi.hoisted(() => ({ read: undefined as undefined | ((opened: unknown) => void) }))
vi.mock('../../src/desk/files/sample.ts', () => ({
  takeSample: () =>
    new Promise((done) => (on.read = (opened) => done({ files: [], opened: opened as readonly unknown[] }))),
  takeGround: () => Promise.resolve([]),
}))
const { openSample } = await import('../../src/desk/files/open.ts')

const opened = (name: string) => {
  const incidents = incidentsFrom([{ x: 400_000, y: 300_000, day: 20_000 }])
  return { kind: 'incidents', name, incidents, text: {}, report: {} } as unknown as Opened
}
const loaded = (name: string) => {
  const table = incidentsFrom([{ x: 400_010, y: 300_000, day: 20_001 }])
  return { name, table, text: {}, sample: false, files: [], reading: {}, profiles: [], report: {} } as never
}

afterEach(() => useStore.setState(useStore.getInitialState(), true))

describe('the sample on its way', () => {
  it('stands once it is read', async () => {
    void openSample()
    on.read!([opened('sample.csv')])
    await vi.waitFor(() => expect(useStore.getState().incidents?.name).toBe('sample.csv'))
    expect(useStore.getState().importing).toBeUndefined()
  })
  it('is dropped where another file was opened meanwhile', async () => {
    const done = openSample()
    useStore.setState({ incidents: loaded('mine.csv') })
    on.read!([opened('sample.csv')])
    await done
    expect(useStore.getState().incidents?.name).toBe('mine.csv')
  })
  it('is dropped where another import has begun, which cancels it', async () => {
    const done = openSample()
    useStore.getState().importing!.cancel()
    on.read!([opened('sample.csv')])
    await done
    expect(useStore.getState().incidents).toBeUndefined()
    expect(useStore.getState().ready).toBe(true)
  })
})
