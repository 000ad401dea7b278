/** Where map and panel stand for the room a window has. */
import { describe, expect, it } from 'vitest'
import { roomOf } from '../../src/ui/frame.tsx'

describe('the room of a window', () => {
  it.each([
    ['a desk', 1440, 900, 'wide'],
    ['a laptop', 1280, 720, 'wide'],
    ['a low window of a desk', 1280, 500, 'wide'],
    // neither has the height for one above the other
    ['1440 × 900 at 200% zoom', 720, 450, 'low'],
    ['1280 × 720 at 200% zoom', 640, 360, 'low'],
    ['a phone lying down', 844, 390, 'low'],
    ['a tablet', 768, 1024, 'tall'],
    ['a phone', 390, 844, 'phone'],
    ['1280 × 1024 at 400% zoom', 320, 256, 'phone'],
  ])('of %s', (_, width, height, room) => expect(roomOf(width, height)).toBe(room))
})
