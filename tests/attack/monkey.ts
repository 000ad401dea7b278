/** A monkey: seeded presses, texts, keys and steps back on whatever the page shows. It looks for an error nobody caught, and for a page that stops. */
import type { Page } from '@playwright/test'

/** What a monkey found. */
export interface Monkeyed {
  readonly actions: number
  /** errors nobody caught, parts that stopped, words of a library: each once, with what was done before it */
  readonly faults: readonly string[]
}

/** What no monkey may press: what leaves the page for another server, needs a person, or ends the game. */
const LEAVE = /online map|go back offline|lock it|folder|licences of|load again|set pin|reset settings/i

/** Presses in one step, and how long a page may take for them, milliseconds: on a busy machine a press can take seconds. */
const STEP = 10
const PATIENCE = 60_000

/** Holds what would open a window of the system, on every page opened from now on. */
export const tame = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    window.print = () => undefined
    // files are opened by hand before it is let loose
    const loose = () => (window as unknown as { loose?: boolean }).loose
    const press = HTMLElement.prototype.click
    HTMLInputElement.prototype.click = function () {
      if (this.type !== 'file' || !loose()) press.call(this)
    }
    HTMLAnchorElement.prototype.click = function () {
      if (!this.hasAttribute('download') || !loose()) press.call(this)
    }
    Reflect.deleteProperty(window, 'showDirectoryPicker')
    const faults: string[] = []
    Object.assign(window, { faults })
    // a browser's note that a size was told a frame later: no fault of a page
    const late = /^ResizeObserver loop/
    const where = (e: ErrorEvent) =>
      String((e.error as Error | undefined)?.stack ?? '')
        .split('\n')
        .slice(1, 9)
    addEventListener(
      'error',
      (e) => late.test(e.message) || faults.push([`error: ${e.message}`, ...where(e)].join(' ')),
    )
    addEventListener('unhandledrejection', (e) => faults.push(`not caught: ${String(e.reason)}`))
  })

/** Lets the monkey loose for so many milliseconds or actions, whichever ends first. The page must have been tamed before it was opened. */
export async function letLoose(page: Page, seed: number, ms: number, most = Infinity): Promise<Monkeyed> {
  const end = Date.now() + ms
  const faults = new Set<string>()
  let actions = 0
  while (Date.now() < end && actions < most) {
    // a step back may have left the page for the empty one it was opened from
    if (!page.url().startsWith('http')) {
      await page.goForward()
      await page.waitForTimeout(500)
    }
    // a step at a time: a page that hangs is found by its silence
    const step = page.evaluate(
      async ({ seed, n, leave }) => {
        const w = window as unknown as { faults: string[]; loose: boolean }
        w.loose = true
        let s = seed >>> 0
        const random = () => {
          s = (s + 0x6d2b79f5) >>> 0
          let t = Math.imul(s ^ (s >>> 15), s | 1)
          t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
          return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
        }
        const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]
        const no = new RegExp(leave, 'i')
        const WORDS = [
          '',
          '0',
          '-1',
          '1e9',
          'Elm Street',
          '=1+1',
          '2026-11-31',
          '2026-11-01',
          '<b>x</b>',
          '😀',
          'a'.repeat(5000),
        ]
        const KEYS = ['Escape', 'Enter', 'ArrowDown', 'ArrowRight', 'Tab', '?', 'Home', 'End', 'Delete']
        const done: string[] = []
        const write = (el: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string) => {
          Object.getOwnPropertyDescriptor(Object.getPrototypeOf(el), 'value')!.set!.call(el, value)
          el.dispatchEvent(new Event('input', { bubbles: true }))
          el.dispatchEvent(new Event('change', { bubbles: true }))
          el.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
        }
        const key = (target: EventTarget, name: string, ctrlKey = false, shiftKey = false) =>
          target.dispatchEvent(
            new KeyboardEvent('keydown', {
              key: name,
              code: name.length === 1 ? `Key${name.toUpperCase()}` : name,
              ctrlKey,
              shiftKey,
              bubbles: true,
              cancelable: true,
            }),
          )
        for (let k = 0; k < n; k++) {
          const dialog = document.querySelector('.u-veil, [role=menu], [role=listbox]')
          const all = [
            ...(dialog && random() < 0.9 ? dialog : document).querySelectorAll<HTMLElement>(
              'button, [role=button], [role=tab], [role=menuitem], [role=option], [role=slider], input, select, textarea, summary, a[href], [role=gridcell], [role=row], .u-chip',
            ),
          ].filter((e) => e.offsetParent !== null || e.getClientRects().length > 0)
          const el = all.length > 0 ? pick(all) : document.body
          const words = (el.getAttribute('aria-label') ?? el.textContent ?? '').trim().slice(0, 60)
          const dice = random()
          if (no.test(words) || (el instanceof HTMLAnchorElement && el.target === '_blank')) continue
          // erasing is tried as well, seldom: it ends most of what there is to press
          if (/erase/i.test(words) && random() < 0.97) continue
          done.push(`${el.tagName.toLowerCase()} “${words}”`)
          if (dice < 0.04) key(document.body, pick(['z', 'y', 'k', 's']), true, random() < 0.3)
          // a step back out of the page is a load of it, and seldom enough
          else if (dice < 0.06) {
            const { navigation } = window as unknown as { navigation?: { canGoBack: boolean } }
            if (navigation?.canGoBack || random() < 0.03) history.back()
          } else if (dice < 0.07) history.forward()
          else if (dice < 0.13) key(el, pick(KEYS))
          else if (el instanceof HTMLInputElement && /checkbox|radio/.test(el.type)) el.click()
          else if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) {
            el.focus()
            write(el, el.type === 'range' ? String(Math.round(random() * 100)) : pick(WORDS))
          } else if (el instanceof HTMLSelectElement) write(el, pick([...el.options]).value)
          else {
            for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'])
              el.dispatchEvent(
                new PointerEvent(type, {
                  bubbles: true,
                  cancelable: true,
                  button: 0,
                  pointerId: 1,
                  pointerType: 'mouse',
                }),
              )
            el.click()
          }
          await new Promise((r) => setTimeout(r, random() < 0.1 ? 30 : 0))
          if (!document.getElementById('app')) break
          // reading a whole page takes longer than pressing something on it
          if (k % 5 !== 4 && w.faults.length === 0) continue
          const text = document.body.textContent ?? ''
          const stopped = [...document.querySelectorAll('.u-error')]
            .map((e) => e.textContent ?? '')
            .find((t) => /stopped because of a fault/.test(t))
            ?.slice(0, 300)
          if (stopped) w.faults.push(`stopped: ${stopped}`)
          if (text.trim().length < 20) w.faults.push('the page is blank')
          const library =
            /TypeError|RangeError|Cannot read propert|undefined is not|\[object Object\]|\bNaN\b/.exec(text)
          if (library)
            w.faults.push(
              `a library’s words: ${text.slice(Math.max(0, library.index - 60), library.index + 60)}`,
            )
          if (w.faults.length > 0) break
        }
        return { n: done.length, done: done.slice(-4), faults: w.faults.splice(0) }
      },
      { seed: (seed + actions * 7919) >>> 0, n: STEP, leave: LEAVE.source },
    )
    const hung = new Promise<'hung'>((r) => setTimeout(() => r('hung'), PATIENCE))
    // a page that is loaded anew in mid-step ends the step, not the game
    const told = await Promise.race([step.catch(() => 'gone' as const), hung])
    if (told === 'hung') {
      faults.add(`the page did not answer for ${PATIENCE / 1000} s`)
      break
    }
    if (told === 'gone') {
      await page.waitForLoadState('domcontentloaded').catch(() => undefined)
      await page.waitForTimeout(500)
      actions++
      continue
    }
    actions += Math.max(1, told.n)
    for (const f of told.faults)
      faults.add(`${f} after ${told.done.join(', ')} (seed ${seed}, action ${actions})`)
    if (told.faults.some((f) => f.startsWith('stopped') || f.includes('blank'))) {
      await page.reload()
      await page.waitForTimeout(1500)
    }
    if (faults.size > 20) break
  }
  return { actions, faults: [...faults] }
}
