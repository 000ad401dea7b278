/** The settings of what is open, unfolded and gone to, also where their form is still being fetched. */
import { toast } from '../ui/index.ts'

/** Milliseconds after which nobody waits for a form any more. */
const PATIENCE = 20_000

/** Unfolds the settings of what is open and goes to the first of them; until their form is there, to their heading. */
export function openItsSettings(): void {
  const part = document.querySelector<HTMLDetailsElement>('#panel details[data-settings]')
  if (!part) return void toast({ text: 'What is open has no settings of its own.' })
  part.open = true
  const heading = part.querySelector('summary')
  const reached = (): boolean => {
    const first = part.querySelector<HTMLElement>('input, select')
    first?.focus()
    return first !== null
  }
  // the palette that this may come from gives the focus back first
  setTimeout(() => {
    if (reached()) return
    heading?.focus()
    const end = () => {
      watch.disconnect()
      clearTimeout(late)
    }
    const watch = new MutationObserver(() => {
      // whoever went on meanwhile, or folded it again, is left there
      if (document.activeElement !== heading || !part.open || reached()) end()
    })
    const late = setTimeout(end, PATIENCE)
    watch.observe(part, { childList: true, subtree: true })
  })
}
