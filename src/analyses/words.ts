/** The words of every method without a screen, by its id: for the terminal. */
import type { Words } from './contract.ts'

const found = import.meta.glob<{ readonly WORDS: Words<any, any> }>('./*/words.ts', { eager: true })

/** What a method says of its result; throws where the method has no words. */
export function wordsOf(id: string): Words<any, any> {
  const words = found[`./${id}/words.ts`]?.WORDS
  if (!words) throw new Error(`The analysis "${id}" has no words.ts.`)
  return words
}
