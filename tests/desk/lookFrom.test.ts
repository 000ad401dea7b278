/** Where the map looks is kept with the work, but not where it framed everything by itself: that fits one size only. */
import { describe, expect, it } from 'vitest'
import { lookFrom } from '../../src/desk/mapHandle.ts'
import { useStore } from '../../src/state/store.ts'

const camera = () => useStore.getState().project.camera

describe('where the map looks', () => {
  it('is kept as somebody left it, and let go when the map frames everything anew', () => {
    lookFrom({ lng: -1, lat: 52, zoom: 14 })
    expect(camera()).toEqual({ lng: -1, lat: 52, zoom: 14 })
    lookFrom(undefined)
    expect(camera()).toBeNull()
    const before = useStore.getState().project
    lookFrom(undefined)
    expect(useStore.getState().project).toBe(before)
  })
})
