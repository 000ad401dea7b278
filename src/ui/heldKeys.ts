/** What is typed while code is on its way: the letters are for what was asked for, not for the page's single keys. */

/** Letters typed so far, and whether Enter came after them. */
export interface Heard {
  text: string
  enter: boolean
}

/** Takes every plain key from the page into `into` until the answer is called; Escape is told. Ctrl and Alt go through. */
export function hearKeys(into: Heard, onEscape: () => void, page: EventTarget = window): () => void {
  const hear = (event: Event) => {
    const e = event as KeyboardEvent
    if (e.ctrlKey || e.metaKey || e.altKey) return
    if (e.key === 'Escape') onEscape()
    else if (e.key === 'Enter') into.enter = true
    else if (e.key === 'Backspace') into.text = into.text.slice(0, -1)
    else if (e.key.length === 1) into.text += into.enter ? '' : e.key
    else return
    e.preventDefault()
    e.stopImmediatePropagation()
  }
  page.addEventListener('keydown', hear, { capture: true })
  return () => page.removeEventListener('keydown', hear, { capture: true })
}

/** Milliseconds a dialog that stands may take to put the focus into a field. */
const PATIENCE = 1000

/** The text field that has the focus inside a dialog. */
function fieldInFront(): HTMLInputElement | HTMLTextAreaElement | undefined {
  const at = document.activeElement
  if (!at?.closest('.u-veil')) return undefined
  if (at instanceof HTMLTextAreaElement) return at
  return at instanceof HTMLInputElement && /^(text|search|url|tel|password)$/.test(at.type) ? at : undefined
}

/**
 * Hears until a dialog stands and has put the focus into a field, and types into it what was heard. `stands` is called when
 * the dialog is drawn; `stop` when it was closed instead.
 */
export function holdKeys(onEscape: () => void): { stands: () => void; stop: () => void } {
  const heard: Heard = { text: '', enter: false }
  const stop = hearKeys(heard, () => {
    stop()
    onEscape()
  })
  const give = (field: HTMLInputElement | HTMLTextAreaElement) => {
    stop()
    if (heard.text !== '') {
      field.setRangeText(heard.text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end')
      field.dispatchEvent(
        new InputEvent('input', { bubbles: true, data: heard.text, inputType: 'insertText' }),
      )
    }
    // what was typed is taken up first
    if (heard.enter) setTimeout(() => field.form?.requestSubmit())
  }
  const stands = () => {
    const since = performance.now()
    const look = () => {
      const field = fieldInFront()
      if (field) give(field)
      else if (performance.now() - since > PATIENCE) stop()
      else requestAnimationFrame(look)
    }
    look()
  }
  return { stands, stop }
}
