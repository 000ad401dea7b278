/** The store itself, empty; what changes it stands in `change.ts` (the project) and `session.ts` (files and the rest). */
import { create } from 'zustand'
import { keeps } from '../core/base/kept.ts'
import { emptyProject } from './project.ts'
import type { Session, Store } from './types.ts'

/** A session in which nothing was opened yet. */
const emptySession: Session = {
  boundaries: [],
  ground: [],
  tracks: [],
  overlays: [],
  declined: [],
  runs: {},
  visits: [],
  ready: false,
}

/** The one store of the page. */
export const useStore = create<Store>(() => ({
  ...emptySession,
  project: emptyProject,
  past: [],
  future: [],
}))

/** Forgets everything of this session; the project starts anew. */
export function forget(): void {
  useStore.setState({ ...useStore.getInitialState(), ready: true }, true)
}
keeps(forget)
