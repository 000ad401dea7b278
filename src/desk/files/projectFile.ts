/** The project file: what was decided, without a single row. */
import { useStore } from '../../state/store.ts'
import { upgrade } from '../../state/project.ts'
import { saveFile, toast } from '../../ui/index.ts'
import { note } from '../leaving/account.ts'
import { soundParams } from '../soundParams.ts'
import { count, many, sentenceOf } from '../words.ts'

/** What the history calls the opening of a project. */
export const PROJECT_OPENED = 'project opened'

/** Saves settings, filters and view as a file. */
export function saveProject(): void {
  const { project } = useStore.getState()
  const name = (project.title || project.source?.name || 'cocoon')
    .replace(/\.[a-z]+$/i, '')
    .replace(/[^\w -]+/g, '-')
  saveFile(`${name}.cocoon.json`, JSON.stringify(project, null, 2), 'application/json')
  void note('export', `project ${name}`)
  const plans = project.plans.length
  const noted = project.series.filter((s) => s.notes.trim()).length
  toast({
    text: `Project saved. It holds settings and filters${plans > 0 ? `, ${many(plans, 'plan')}` : ''}${noted > 0 ? `, and the notes of ${many(noted, 'series', 'series')}` : ''}, no incidents.`,
  })
}

/** Puts a saved project in force; says when it was made with another file. */
export function applyProject(json: unknown): void {
  const state = useStore.getState()
  const read = upgrade(json)
  const { params, leftOut } = soundParams(read.params)
  const next = { ...read, params }
  const here = state.project.source
  useStore.setState({
    project: { ...next, source: here },
    past: [...state.past, { project: state.project, what: PROJECT_OPENED }],
    future: [],
  })
  if (next.source && here && next.source.fingerprint !== here.fingerprint)
    toast({
      text: `This project was made with ${next.source.name} (${many(next.source.rows, 'incident')}); ${here.name} (${count(here.rows)}) is open now.`,
    })
  else toast({ text: 'Project opened.' })
  if (leftOut > 0)
    toast({ text: `${many(leftOut, 'setting')} could not be read; the default is used.`, tone: 'bad' })
}

/** Puts a project file in force; the sentence where it is none. */
export async function openProject(file: File): Promise<{ name: string; sentence: string }[]> {
  try {
    applyProject(JSON.parse(await file.text()))
    return []
  } catch (error) {
    const sentence = sentenceOf(
      error,
      'It is not a project file: it holds no JSON. Choose a file saved with "Save project".',
    )
    return [{ name: file.name, sentence }]
  }
}
