/** Settings that last beyond a project: kept in this browser only, never sent anywhere. */
import { keeps } from '../core/base/kept.ts'
import {
  among,
  type Check,
  isFlag,
  isRecord,
  maybe,
  namesTo,
  numberIn,
  partsOf,
  soundEntries,
  textTo,
  wholeIn,
} from '../core/base/sound.ts'
import { create } from 'zustand'
import { type Aside, lying, stored } from './aside.ts'
import { one, put } from './keep.ts'
import { recordOfTabs } from './tabs.ts'
import type { Units } from '../core/base/lengths.ts'

/** Most days for which open files may be kept. */
export const MOST_FILE_DAYS = 90

/** How the frame was left, to come back so at the next start. */
export interface FrameLeft {
  readonly front?: string
  readonly tabs?: Readonly<Record<string, string>>
  readonly sizes?: Readonly<Record<string, number>>
  /** the rail with its words beside the icons */
  readonly wideRail?: boolean
}

export interface Settings {
  readonly theme: 'auto' | 'light' | 'dark'
  /** handling marking printed on top and bottom of each sheet */
  readonly marking: string
  readonly force: string
  /** who prints: collar number or name, remembered for the day it was given */
  readonly printedBy: string
  readonly contact: string
  /** what the map rests on where no streets are loaded */
  readonly ground: 'plain' | 'online'
  /** tile address the user agreed to ask; empty = never asked */
  readonly onlineTiles: string
  /** whether things may move: as the system says, less, or fully */
  readonly motion: 'auto' | 'reduced' | 'full'
  /** in what lengths are told to people; parameters and published thresholds stay in metres */
  readonly units: Units
  /** shortcuts of a single key, such as "?", which a voice or a switch may press by mistake */
  readonly singleKeys: boolean
  /** on officers' sheets: the burgled home's address, and how it was done; off unless asked for */
  readonly sheetAddress: boolean
  readonly sheetMo: boolean
  /** days that recorded visits are kept on this machine: half a year unless the force's schedule says otherwise; 0 = until someone erases them */
  readonly visitDays: number
  /** days that opened files are kept, behind the passphrase; 0 = they are asked for again */
  readonly fileDays: number
  /** someone chose to keep real homes without a passphrase on this machine */
  readonly keptOpen: boolean
  /** minutes without a key or a touch after which the screen asks for its PIN; 0 = never */
  readonly pinAfter: number
  /** "salt:hash" of the PIN, which covers the screen and guards nothing on disk; '' = none */
  readonly pin: string
  /** the legend as it was left; absent = open where the map is large */
  readonly legend?: 'open' | 'folded'
  /** the user's own settings of each method, in force when the page is opened: values that differ from the published */
  readonly own: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** the team's own cocooning protocol: values that differ from the default */
  readonly protocol: Readonly<Record<string, unknown>>
  /** how the frame was left: the view in front, the last tab of each place, widths and heights in px by view */
  readonly frame: FrameLeft
  /** what goes into a briefing, as last chosen */
  readonly briefing: Readonly<Record<string, unknown>>
}

export const defaultSettings: Settings = {
  theme: 'auto',
  marking: 'OFFICIAL-SENSITIVE',
  force: '',
  printedBy: '',
  contact: '',
  ground: 'plain',
  onlineTiles: '',
  motion: 'auto',
  units: 'metric',
  singleKeys: true,
  sheetAddress: false,
  sheetMo: false,
  visitDays: 180,
  fileDays: 0,
  keptOpen: false,
  pinAfter: 0,
  pin: '',
  own: {},
  protocol: {},
  frame: {},
  briefing: {},
}

/** Where the browser keeps them. */
export const SETTINGS_KEY = 'cocoon.settings'

const line = textTo(2000)
const named = (v: unknown): v is Readonly<Record<string, unknown>> =>
  namesTo((x): x is unknown => x !== undefined)(v)

/** What each setting must be; one that is not falls back to its default. */
const PARTS: { readonly [K in keyof Settings]-?: Check<Settings[K]> } = {
  theme: among(['auto', 'light', 'dark']),
  marking: line,
  force: line,
  printedBy: line,
  contact: line,
  ground: among(['plain', 'online']),
  onlineTiles: line,
  motion: among(['auto', 'reduced', 'full']),
  units: among(['metric', 'imperial']),
  singleKeys: isFlag,
  sheetAddress: isFlag,
  sheetMo: isFlag,
  visitDays: wholeIn(0, 3650),
  fileDays: wholeIn(0, MOST_FILE_DAYS),
  keptOpen: isFlag,
  pinAfter: wholeIn(0, 240),
  pin: line,
  legend: maybe(among(['open', 'folded'])),
  own: namesTo(named),
  protocol: named,
  frame: partsOf<FrameLeft>({
    front: maybe(line),
    tabs: maybe(namesTo(line)),
    sizes: maybe(namesTo(numberIn(0, 20_000))),
    wideRail: maybe(isFlag),
  }),
  briefing: named,
}

/** Settings out of an unknown value: each part that can stand, the default for the others, and those as they were. */
export function soundSettings(json: unknown): { readonly value: Settings; readonly bad: readonly Aside[] } {
  if (!isRecord(json)) return { value: defaultSettings, bad: [{ name: SETTINGS_KEY, value: json }] }
  const value: Record<string, unknown> = { ...defaultSettings }
  const bad: Aside[] = []
  for (const [name, check] of Object.entries(PARTS)) {
    if (!Object.hasOwn(json, name)) continue
    const v = json[name]
    if (check(v)) value[name] = v
    // one method's broken settings do not cost the others theirs
    else if (name === 'own' && isRecord(v)) {
      const own = soundEntries(named, v)
      value.own = own.sound
      bad.push(...own.bad.map((id) => ({ name: `${SETTINGS_KEY}/own/${id}`, value: v[id] })))
    } else bad.push({ name: `${SETTINGS_KEY}/${name}`, value: v })
  }
  return { value: value as unknown as Settings, bad }
}

export const useSettings = create<Settings>(() => stored(SETTINGS_KEY, soundSettings) ?? defaultSettings)
keeps(() => useSettings.setState(defaultSettings, true))

/** Changes settings and keeps them. */
export function keepSettings(patch: Partial<Settings>): void {
  const { printedBy: before, ...was } = useSettings.getState()
  useSettings.setState(patch)
  const { printedBy, ...rest } = useSettings.getState()
  try {
    // another tab may have changed others since this one was opened
    const there = lying(SETTINGS_KEY)
    const kept = isRecord(there)
      ? recordOfTabs({ ...was }, { ...rest }, { ...soundSettings(there).value })
      : rest
    const { printedBy: _, ...open } = kept as Partial<Settings>
    globalThis.localStorage?.setItem(SETTINGS_KEY, JSON.stringify(open))
  } catch {
    // nothing is lost but the memory of it
  }
  if (printedBy !== before) void put('self', NAME, () => printedBy).catch(() => undefined)
}

/** Where the shelf has who prints: a name is locked, the other settings are not. */
const NAME = 'printed by'

/** Brings the name of who prints into the page; one that an earlier version kept readable goes to the shelf. */
export async function loadName(): Promise<void> {
  const { printedBy } = useSettings.getState()
  const kept = await one('self', NAME)
  if (printedBy === '') {
    if (line(kept)) useSettings.setState({ printedBy: kept })
    return
  }
  if (kept === printedBy) return
  await put('self', NAME, () => printedBy)
  keepSettings({})
}
