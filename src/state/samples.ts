/** Dip samples kept in this browser: who was drawn, the questions, and what readers answered. Each deed is logged. */
import { create } from 'zustand'
import { keptStore } from '../core/base/kept.ts'
import { isFlag, isRecord, listOf, numberIn, partsOf, textTo, wholeIn } from '../core/base/sound.ts'
import type { NamedDraw } from '../core/evaluation/quality/ask.ts'
import { parseQuestions, type QuestionSet } from '../core/evaluation/quality/questions.ts'
import type { Reading } from '../core/evaluation/quality/readings.ts'
import { all, drop, put } from './keep.ts'
import { log, stamp } from './log.ts'

/** One dip sample. Its words stay in this browser; only allowed answers leave it. */
export interface DipSample {
  readonly id: string
  /** local time of the draw */
  readonly made: string
  /** file it was drawn from */
  readonly source: string
  /** what it was stratified by */
  readonly by: readonly string[]
  readonly draw: NamedDraw
  /** the files were picked, not drawn: they stand for no others */
  readonly hand: boolean
  readonly questions: QuestionSet
  readonly readings: readonly Reading[]
}

const count = wholeIn(0, 2 ** 32)
const short = textTo(400)
const readings = listOf(
  partsOf<Reading>({ row: count, question: short, answer: textTo(20_000), reader: short, second: isFlag }),
  1_000_000,
)
/** Minutes either side of 1970 that still are a date: about 270 years. */
const minute = numberIn(-144_000_000, 144_000_000)
const isLine = partsOf<NamedDraw['lines'][number]>({
  ...{ row: count, name: short, line: count, offence: short, beat: short, team: short, outcome: short },
  // an unknown day is NaN, which a file writes as null
  happened: (v): v is number => v === null || Number.isNaN(v) || minute(v),
})
const isDraw = partsOf<Pick<NamedDraw, 'seed' | 'files' | 'strata' | 'lines' | 'again' | 'register'>>({
  seed: numberIn(-(2 ** 53), 2 ** 53),
  files: listOf(partsOf<NamedDraw['files'][number]>({ row: count, stratum: count }), 1_000_000),
  strata: listOf(
    partsOf<NamedDraw['strata'][number]>({ name: textTo(2000), size: count, drawn: count }),
    1_000_000,
  ),
  lines: listOf(isLine, 1_000_000),
  again: listOf(count, 1_000_000),
  register: count,
})

/** A sample out of an unknown value; undefined where it is none. */
export function soundSample(v: unknown): DipSample | undefined {
  if (!isRecord(v) || !isDraw(v.draw) || !readings(v.readings) || !isFlag(v.hand)) return undefined
  if (![v.id, v.made, v.source].every(short) || !listOf(short, 100)(v.by)) return undefined
  const { files, strata, lines } = v.draw
  if (files.length !== lines.length || files.some((f) => f.stratum >= strata.length)) return undefined
  try {
    const draw = {
      ...(v.draw as unknown as NamedDraw),
      lines: lines.map((l) => ({ ...l, happened: l.happened ?? NaN })),
    }
    return { ...(v as unknown as DipSample), draw, questions: parseQuestions(v.questions) }
  } catch {
    return undefined
  }
}

/** The samples of this browser, newest last; undefined until they were looked for. */
export const useSamples = keptStore(
  create<{ readonly samples?: readonly DipSample[]; readonly front?: string }>(() => ({})),
)

const take = (samples: readonly DipSample[], front?: string) => useSamples.setState({ samples, front })

/** Looks for the samples that this browser keeps. */
export async function findSamples(): Promise<void> {
  if (useSamples.getState().samples) return
  const found = await all('sample', soundSample)
  take(
    found.sort((a, b) => (a.made < b.made ? -1 : 1)),
    found.at(-1)?.id,
  )
}

/** The sample in front: the one chosen, else the newest. */
export const sampleInFront = ({
  samples = [],
  front,
}: ReturnType<typeof useSamples.getState>): DipSample | undefined =>
  samples.find((s) => s.id === front) ?? samples.at(-1)

const words = (s: DipSample): string =>
  s.hand
    ? `${s.draw.files.length} files picked by hand from ${s.source}`
    : `seed ${s.draw.seed}, ${s.draw.files.length} of ${s.draw.register} of ${s.source}, by ${s.by.join(', ') || 'nothing'}`

/** Keeps a sample and puts it in front. */
export async function keepSample(sample: DipSample): Promise<void> {
  take([...(useSamples.getState().samples ?? []), sample], sample.id)
  await put('sample', sample.id, () => sample)
}

/** Keeps a sample that was drawn, and puts it in front. */
export async function addSample(
  s: Omit<DipSample, 'id' | 'made' | 'readings'>,
  now = new Date(),
): Promise<void> {
  const sample = { ...s, id: globalThis.crypto.randomUUID(), made: stamp(now), readings: [] }
  await keepSample(sample)
  await log('sample', `drawn: ${words(sample)}`, sample.id)
}

/** Changes the sample: its questions, or what was answered. What was kept last in another tab is changed, not replaced. */
export async function changeSample(
  id: string,
  change: (s: DipSample) => DipSample,
  logged?: string,
): Promise<void> {
  const { samples = [], front } = useSamples.getState()
  take(
    samples.map((s) => (s.id === id ? change(s) : s)),
    front,
  )
  const mine = useSamples.getState().samples?.find((s) => s.id === id)
  await put('sample', id, (old) => {
    const there = soundSample(old)
    return there ? change(there) : mine
  })
  if (logged) await log('sample', logged, id)
}

/** Adds one answer; a later one to the same question by the same kind of reading stands. */
export const addReading = (id: string, reading: Reading): Promise<void> =>
  changeSample(id, (s) => ({
    ...s,
    readings: [
      ...s.readings.filter(
        (r) => r.row !== reading.row || r.question !== reading.question || r.second !== reading.second,
      ),
      reading,
    ],
  }))

/** Takes a sample and its answers away. */
export async function dropSample(s: DipSample): Promise<void> {
  const { samples = [] } = useSamples.getState()
  take(samples.filter((o) => o.id !== s.id))
  await drop('sample', s.id)
  await log('sample', `taken away: ${words(s)}`, s.id)
}
