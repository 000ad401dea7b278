/** Keeps the address bar in step with the view, and the view with the address bar. */
import { drift, useStore } from '../state/store.ts'
import { decodeView, encodeView } from '../state/url.ts'
import { toast } from '../ui/index.ts'
import { isStreet } from './roundRoute.ts'
import { SCHEMAS } from './soundParams.ts'

/** The hash of what is being looked at now, without "#". */
export const hashNow = (): string => encodeView(useStore.getState().project, SCHEMAS)

/** What a copied link holds: an area is drawn somewhere, and a circle around an incident tells its very place. */
export const linkWords = (): string =>
  useStore.getState().project.clauses.some((c) => c.kind === 'area')
    ? 'Link copied. It holds settings and the chosen area, no rows of the file. A circle around an incident tells where that was.'
    : 'Link copied. It holds settings, no incidents.'

/** What a hash says, and a sentence for each part that could not be used. */
export const viewOf = (hash: string): ReturnType<typeof decodeView> => decodeView(hash, SCHEMAS)

/** Takes up what the address says; tells what could not be used. */
export function readLink(): void {
  const { view, problems } = decodeView(location.hash, SCHEMAS)
  drift(view)
  for (const p of problems) toast({ text: p, tone: 'bad' })
}

/** Writes the view into the address, at most a few times a second (browsers refuse more). */
export function followLink(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let written = ''
  useStore.subscribe((s, before) => {
    if (s.project === before.project) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (isStreet()) return
      written = '#' + encodeView(useStore.getState().project, SCHEMAS)
      history.replaceState(null, '', written)
    }, 300)
  })
  addEventListener('hashchange', () => !isStreet() && location.hash !== written && readLink())
}
