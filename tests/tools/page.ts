/** A part of the page as text of HTML, with the stores as they are now: without a DOM React would show them as they began. */
import React, { type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'

/** Renders once; effects do not run. React's comments between the parts of a sentence are taken out. */
export function pageOf(node: ReactNode): string {
  const { useSyncExternalStore } = React
  Object.assign(React, { useSyncExternalStore: (_: unknown, now: () => unknown) => now() })
  try {
    return renderToString(node).replaceAll('<!-- -->', '')
  } finally {
    Object.assign(React, { useSyncExternalStore })
  }
}
