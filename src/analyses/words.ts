/** The words of a method without a screen, by its id: for the terminal. Found by the folder, and read when asked for. */
import type { Words } from './contract.ts'

/** What a method says of its result; throws where the method has no words. */
export async function wordsOf(id: string): Promise<Words<any, any>> {
  // a plain import, so that Vite, tsx and Node find the file alike
  const found = (await import(`./${id}/words.ts`).catch(() => ({}))) as { readonly WORDS?: Words<any, any> }
  if (!found.WORDS) throw new Error(`The analysis "${id}" has no words.ts.`)
  return found.WORDS
}
