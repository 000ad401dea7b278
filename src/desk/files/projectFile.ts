/** The project file: what was decided, without a single row. */
import { setSession, useStore } from '../../state/store.ts'
import { upgrade } from '../../state/project.ts'
import { saveFile, toast } from '../../ui/index.ts'
import { count, many } from '../words.ts'

/** What the history calls the opening of a project. */
export const PROJECT_OPENED = 'project opened'

/** Saves settings, filters and view as a file. */
export function saveProject(): void {
  const { project } = useStore.getState()
  const name = (project.title || project.source?.name || 'cocoon')
    .replace(/\.[a-z]+$/i, '')
    .replace(/[^\w -]+/g, '-')
  saveFile(`${name}.cocoon.json`, JSON.stringify(project, null, 2), 'application/json')
  const noted = project.series.filter((s) => s.notes.trim()).length
  toast({
    text: `Project saved. It holds settings and filters${noted > 0 ? `, and the notes of ${many(noted, 'series', 'series')}` : ''}, no incidents.`,
  })
}

/** Puts a saved project in force; says when it was made with another file. */
export function applyProject(json: unknown): void {
  const state = useStore.getState()
  const next = upgrade(json)
  const here = state.project.source
  useStore.setState({
    project: { ...next, source: here },
    past: [...state.past, { project: state.project, what: PROJECT_OPENED }],
    future: [],
  })
  if (next.source && here && next.source.fingerprint !== here.fingerprint)
    toast({
      text: `This project was made with ${next.source.name} (${count(next.source.rows)} incidents); ${here.name} (${count(here.rows)}) is open now.`,
    })
  else toast({ text: 'Project opened.' })
}

/** Asks for a project file. */
export function openProject(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json'
  input.onchange = async () => {
    const file = input.files?.[0]
    if (!file) return
    try {
      applyProject(JSON.parse(await file.text()))
    } catch (error) {
      const sentence =
        error instanceof SyntaxError
          ? 'It is not a project file: it holds no JSON. Choose a file saved with "Save project".'
          : (error as Error).message
      setSession({ declined: [{ name: file.name, sentence }] })
    }
  }
  input.click()
}
