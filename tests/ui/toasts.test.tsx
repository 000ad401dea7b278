import { describe, expect, it } from 'vitest'
import { toast, Toasts } from '../../src/ui/toasts.tsx'
import { pageOf } from '../tools/page.ts'

const shown = () => (pageOf(<Toasts />).match(/class="u-toast"/g) ?? []).length

describe('short words about what was done', () => {
  it('stand once where the same is said again, but for those that take something back', () => {
    for (let k = 0; k < 3; k++) toast({ text: 'The map is not on the sheet.', tone: 'bad' })
    expect(shown()).toBe(1)
    toast({ text: 'Added.', undo: () => undefined })
    toast({ text: 'Added.', undo: () => undefined })
    expect(shown()).toBe(3)
  })
})
