/** The browser's own file chooser. */

/**
 * Asks for files and hands over those that were chosen; nothing chosen, nothing done. The field stands in the page, unseen,
 * until it was answered: one that hangs nowhere may be swept up while the chooser is open, and what was chosen is lost.
 */
export function askForFiles(
  take: (files: File[]) => void | Promise<void>,
  { accept = '', multiple = false }: { accept?: string; multiple?: boolean } = {},
): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.multiple = multiple
  input.hidden = true
  input.onchange = () => {
    input.remove()
    const files = [...(input.files ?? [])]
    if (files.length > 0) void take(files)
  }
  input.oncancel = () => input.remove()
  document.body.append(input)
  input.click()
}
