/** JSON that users save, change by hand and load again. */
import { askForFiles, toast } from '../../ui/index.ts'

/** Asks for a file and hands over its text. */
export const askForJson = (take: (text: string) => void): void =>
  askForFiles(
    async ([file]) => {
      // a file's text comes without the byte order mark
      const text = await file.text().catch(() => undefined)
      if (text === undefined)
        toast({ text: `${file.name} cannot be read: has it been moved? Choose it again.`, tone: 'bad' })
      else take(text)
    },
    { accept: '.json,application/json' },
  )

/** What the browser found wrong with a text, as a sentence. */
export const noJson = ({ message }: SyntaxError): string => `This is no JSON: ${message.replace(/\.$/, '')}.`
