/** Opening a dip sample, or the answers to one, from a file. */
import { takeSampleFile } from '../../state/sampleFile.ts'
import { toast } from '../../ui/index.ts'
import { askForJson } from './json.ts'

/** Asks for the file and says what came of it. */
export function chooseSampleFile(): void {
  askForJson((text) => {
    takeSampleFile(text)
      .then((said) => toast({ text: said }))
      .catch((error: Error) => toast({ text: error.message, tone: 'bad' }))
  })
}
