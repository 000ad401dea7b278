/** A panel whose code did not come: a newer version lies on the server, which is no fault of the program. */
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ErrorBoundary } from '../../src/ui/index.ts'

describe('a panel that stopped', () => {
  const words = (error: Error): string => {
    const wall = new ErrorBoundary({ name: 'Briefing', children: null })
    wall.state = ErrorBoundary.getDerivedStateFromError(error)
    return renderToString(<>{wall.render()}</>)
  }
  it.each([
    'Failed to fetch dynamically imported module: http://x/assets/a.js',
    'error loading dynamically imported module: http://x/assets/a.js',
    'Importing a module script failed.',
    'Unable to preload CSS for http://x/assets/a.css',
  ])('asks to load the page again where its code could not be fetched: %s', (message) => {
    const said = words(new TypeError(message))
    expect(said).toContain('Briefing could not be fetched.')
    expect(said).toContain('a newer version of Cocoon')
    expect(said).toContain('Load the page again')
    expect(said).not.toContain('fault in this program')
  })
  it('owns up to a fault of its own', () => {
    expect(words(new Error('x is undefined'))).toContain(
      'Briefing stopped because of a fault in this program.',
    )
  })
})
