import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { toast } from '../../src/ui/toast.ts'
import { Toasts } from '../../src/ui/toasts.tsx'
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

  it('go by themselves, however often the page is drawn anew meanwhile', () => {
    vi.useFakeTimers()
    try {
      for (let k = 0; k < 3; k++) toast({ text: `Homes ${k}.` })
      for (let s = 0; s < 5; s++) {
        vi.advanceTimersByTime(1000)
        expect(shown()).toBe(3)
      }
      vi.advanceTimersByTime(1001)
      expect(shown()).toBe(0)
      toast({ text: 'Added.', undo: () => undefined })
      vi.advanceTimersByTime(11_000)
      expect(shown()).toBe(1)
      vi.advanceTimersByTime(1001)
      expect(shown()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('lie over the foot of neither a panel nor a dialog, where what goes on is pressed', () => {
    const css = readFileSync('src/ui/overlay.css', 'utf8').replace(/\/\*[^]*?\*\//g, '')
    const rules = [...css.matchAll(/([^{}]*\.u-toasts)\s*\{([^{}]*)\}/g)].map(([, selector, body]) => ({
      selector: selector.trim(),
      body,
    }))
    const bottom = (body: string) => /\bbottom:(?!\s*auto)/.test(body)
    // on a narrow page, and beside a dialog, from the top; on a wide page at the right, over the map
    expect(rules.map((r) => r.selector)).toEqual(['.u-toasts', '.u-toasts', 'body:has(.u-veil) .u-toasts'])
    expect(rules.map((r) => bottom(r.body))).toEqual([false, true, false])
    expect(rules[1].body).toMatch(/right:/)
    expect(rules[1].body).toMatch(/left:\s*auto/)
  })
})
