/** Opening a dip sample, or the answers to one, from a file. */
import { takeSampleFile } from '../../state/sampleFile.ts'
import { askForFiles, toast } from '../../ui/index.ts'

/** Asks for the file and says what came of it. */
export function chooseSampleFile(): void {
  askForFiles(
    ([file]) => {
      file
        .text()
        .then(takeSampleFile)
        .then((text) => toast({ text }))
        .catch((error: Error) => toast({ text: error.message, tone: 'bad' }))
    },
    { accept: '.json,application/json' },
  )
}
