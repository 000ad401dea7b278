/** Code behind a control, fetched once the page has given its first answer: until then nobody presses it. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

// keeps no data: when code may be fetched
let first: Promise<unknown> = Promise.resolve()

/** Says what to wait for. */
export const partsAfter = (answer: Promise<unknown>): void => void (first = answer)

/** A component whose code is fetched when it is first shown, and not before the first answer. */
export const lazyPart = <P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> =>
  lazy(async () => {
    await first
    return { default: await load() }
  })
