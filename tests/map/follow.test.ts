/** Maps that are given the same camera move together, also when one of them shows everything. */
import { describe, expect, it } from 'vitest'
import { followStep } from '../../src/map/follow.ts'

const town = { lng: -1, lat: 52, zoom: 12 }
const street = { lng: -1.02, lat: 52.01, zoom: 16 }
const step = (s: Partial<Parameters<typeof followStep>[0]>) =>
  followStep({ before: undefined, given: undefined, now: town, framed: undefined, told: undefined, ...s })

describe('the camera a map is given', () => {
  it('is gone to, but not by the map that reported it', () => {
    expect(step({ given: street })).toBe('jump')
    expect(step({ before: town, given: street, told: town })).toBe('jump')
    expect(step({ before: town, given: street, told: { ...street } })).toBe('stay')
  })

  it('frames everything when it is let go, where the map does not show everything yet', () => {
    expect(step({ before: street, now: street, framed: town })).toBe('frame')
    expect(step({ before: street, now: street })).toBe('frame')
    expect(step({ before: street, now: { ...town, zoom: town.zoom + 1e-4 }, framed: town })).toBe('stay')
  })

  it('leaves a map alone that was never given one', () => {
    expect(step({})).toBe('stay')
  })
})
