/** Opening a dip sample, or the answers to one, from a file. */
import { takeSampleFile } from '../../state/sampleFile.ts'
import { toast } from '../../ui/index.ts'

/** Asks for the file and says what came of it. */
export function chooseSampleFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,application/json'
  input.onchange = () => {
    const [file] = input.files ?? []
    if (!file) return
    file
      .text()
      .then(takeSampleFile)
      .then((text) => toast({ text }))
      .catch((error: Error) => toast({ text: error.message, tone: 'bad' }))
  }
  input.click()
}
