/** An overlay that is read as something else. */
import { describe, expect, it, vi } from 'vitest'
import { setSession, useStore } from '../../src/state/store.ts'
import { readAs } from '../../src/views/overlays/OverlaysPanel.tsx'

let opening: () => void
vi.mock('../../src/desk/files/open.ts', () => ({
  openFiles: () => {
    opening()
    return Promise.resolve()
  },
}))

const overlay = { name: 'schools.csv', files: [] } as never

describe('an overlay that is read as something else', () => {
  it('stays where that is called off, and goes once it is read', async () => {
    setSession({ overlays: [overlay] })
    opening = () => {}
    await readAs(overlay, 'homes')
    expect(useStore.getState().overlays).toHaveLength(1)
    opening = () => useStore.setState({ homes: {} as never })
    await readAs(overlay, 'homes')
    expect(useStore.getState().overlays).toHaveLength(0)
  })
})
