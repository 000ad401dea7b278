/** Ways out of the page: the clipboard and a saved file. */

/** Puts text on the clipboard; false when the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // a page opened over plain http has no clipboard API; the old way still works there
    const box = document.createElement('textarea')
    box.value = text
    box.className = 'u-hidden'
    document.body.append(box)
    const focused = document.activeElement
    box.select()
    const done = document.execCommand('copy')
    box.remove()
    if (focused instanceof HTMLElement) focused.focus()
    return done
  }
}

/** "Burglary per week" as a file name. */
export const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Saves text or bytes as a file of the user's machine. CSV gets a byte order mark, or Excel garbles its accents. */
export function saveFile(name: string, content: string | Blob, type = 'text/csv;charset=utf-8'): void {
  const bom =
    typeof content === 'string' && type.startsWith('text/csv') && !content.startsWith('\ufeff')
      ? '\ufeff'
      : ''
  const blob = typeof content === 'string' ? new Blob([bom + content], { type }) : content
  const url = URL.createObjectURL(blob)
  const a = document.createElement('a')
  a.href = url
  a.download = name
  a.click()
  // Safari reads the address after the click has returned
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
