/** A link that is put into the address of the open page. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { followLink } from '../../src/desk/link.ts'
import { emptyProject } from '../../src/state/project.ts'
import { undo, useStore } from '../../src/state/store.ts'

afterEach(() => void vi.unstubAllGlobals())

describe('a link put into the address', () => {
  it('shows what was sent, with the usual day where it names none, and can be undone', () => {
    let changed: () => void = () => {}
    vi.stubGlobal('addEventListener', (type: string, heard: () => void) => {
      if (type === 'hashchange') changed = heard
    })
    vi.stubGlobal('history', { replaceState: vi.fn() })
    vi.stubGlobal('location', {
      hash: '#v=2&view=hours&f.offence.offence=burglary-home',
      pathname: '/',
      search: '',
    })
    const mine = { ...emptyProject, asAt: '2026-03-01', shown: ['zones'] }
    useStore.setState({ project: mine, past: [], future: [] })
    followLink()
    changed()
    const { project } = useStore.getState()
    expect(project).toMatchObject({ asAt: 'auto', shown: emptyProject.shown, view: 'hours' })
    expect(project.clauses).toEqual([{ source: 'offence', kind: 'offence', offences: ['burglary-home'] }])
    undo()
    // undoing leaves one where one is
    expect(useStore.getState().project).toEqual({ ...mine, view: 'hours' })
  })
})
