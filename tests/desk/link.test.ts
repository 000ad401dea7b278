/** A link that is put into the address of the open page. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { keepFrame } from '../../src/desk/frame.ts'
import { followLink, hashNow } from '../../src/desk/link.ts'
import { emptyProject } from '../../src/state/project.ts'
import { undo, useStore } from '../../src/state/store.ts'

afterEach(() => void vi.unstubAllGlobals())

/** The page with a link in its address. */
function follow(hash: string): void {
  let changed: () => void = () => {}
  vi.stubGlobal('addEventListener', (type: string, heard: () => void) => {
    if (type === 'hashchange') changed = heard
  })
  vi.stubGlobal('history', { replaceState: vi.fn() })
  vi.stubGlobal('location', { hash, pathname: '/', search: '' })
  followLink()
  changed()
}

const mine = { ...emptyProject, asAt: '2026-03-01', shown: ['zones'] }

describe('a link put into the address', () => {
  it('shows what was sent, with the usual day where it names none, and can be undone', () => {
    useStore.setState({ project: mine, past: [], future: [] })
    follow('#v=2&view=hours&f.offence.offence=burglary-home')
    const { project } = useStore.getState()
    expect(project).toMatchObject({ asAt: 'auto', shown: emptyProject.shown, view: 'hours' })
    expect(project.clauses).toEqual([{ source: 'offence', kind: 'offence', offences: ['burglary-home'] }])
    undo()
    // undoing leaves one where one is
    expect(useStore.getState().project).toEqual({ ...mine, view: 'hours' })
  })
  it.each(['#section-2', '#v=99&view=hours'])(
    'changes nothing where it is none that can be read: %s',
    (hash) => {
      useStore.setState({ project: mine, past: [], future: [] })
      follow(hash)
      expect(useStore.getState()).toMatchObject({ project: mine, past: [] })
    },
  )
})

describe('a link to what is looked at', () => {
  it('names the tab that the map draws, though Filter or Data stands in the panel', () => {
    keepFrame({ front: 'hotspots', tabs: { tonight: 'cocooning', where: 'hotspots' } })
    const viewNow = (view: string) => {
      useStore.setState({ project: { ...mine, view } })
      return new URLSearchParams(hashNow()).get('view')
    }
    expect(viewNow('hotspots')).toBe('hotspots')
    expect(viewNow('cocooning')).toBe('cocooning')
    expect(viewNow('filter')).toBe('hotspots')
    expect(viewNow('data')).toBe('hotspots')
  })
})
