/** Systems of coordinates that a file or a user writes out: they need all that proj4 knows, which hardly any file does. */
import type proj4 from 'proj4'
import { keptMap } from '../../core/base/kept.ts'

const fetched = keptMap<'all', typeof proj4>()

/** Whether a code is a description ("+proj=…", well-known text) and no name. */
export const isWrittenOut = (code: string): boolean => /^(\+proj=|PROJ)/.test(code)

/**
 * Fetches what `sourceCrs` needs for a code: for a description all thirty projections and the reader of well-known text,
 * for a name nothing. Whoever reads a code from a file or from a user waits for this first.
 */
export async function projectionsFor(code: string | undefined): Promise<void> {
  if (code === undefined || !isWrittenOut(code) || fetched.has('all')) return
  fetched.set('all', (await import('proj4/dist/proj4-src.js')).default)
}

/** All of proj4, once `projectionsFor` has fetched it. Throws before. */
export function allProjections(): typeof proj4 {
  const everything = fetched.get('all')
  if (!everything)
    throw new Error(
      'A written-out system of coordinates was read before its projections: wait for projectionsFor.',
    )
  return everything
}
