import { describe, expect, it } from 'vitest'
import { policy } from '../../vite.config.ts'
import { inForeignFrame } from '../../src/desk/frameGuard.ts'
import { refusedTiles, TILE_HOST_UNLESS_NAMED } from '../../src/map/tileHost.ts'

describe('the one host for tiles', () => {
  it('stands in the policy of the online page alone, and no scheme stands for all hosts', () => {
    expect(policy('online.html')).toContain(`connect-src 'self' blob: data: ${TILE_HOST_UNLESS_NAMED};`)
    expect(policy('online.html')).not.toMatch(/https:(?!\/\/)/)
    expect(policy('index.html')).not.toContain('http')
  })

  it('refuses any other with a sentence', () => {
    expect(refusedTiles(`${TILE_HOST_UNLESS_NAMED}/{z}/{x}/{y}.png`)).toBeUndefined()
    for (const bad of [
      'https://tile.openstreetmap.org.evil.example/{z}/{x}/{y}',
      'javascript:alert(1)',
      'no address',
      '',
    ])
      expect(refusedTiles(bad)).toContain('may ask only')
  })
})

describe('a frame of another site', () => {
  const framed = (origin: string | undefined) => {
    const self = {} as Window
    const top = {
      get location() {
        if (origin === undefined) throw new DOMException('Blocked', 'SecurityError')
        return { origin }
      },
    }
    return Object.assign(self, {
      self,
      top,
      location: { origin: 'https://here.example' },
    }) as unknown as Window
  }
  it('is refused; a frame of our own or none is not', () => {
    expect(inForeignFrame(framed('https://there.example'))).toBe(true)
    expect(inForeignFrame(framed(undefined))).toBe(true)
    expect(inForeignFrame(framed('https://here.example'))).toBe(false)
    const alone = {} as Window & { top: Window; self: Window }
    Object.assign(alone, { top: alone, self: alone })
    expect(inForeignFrame(alone)).toBe(false)
  })
})
