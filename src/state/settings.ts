/** Settings that last beyond a project: kept in this browser only, never sent anywhere. */
import { create } from 'zustand'

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
  /** the team's own cocooning protocol: values that differ from the default */
  readonly protocol: Readonly<Record<string, unknown>>
}

export const defaultSettings: Settings = {
  theme: 'auto',
  marking: 'OFFICIAL-SENSITIVE',
  force: '',
  printedBy: '',
  contact: '',
  ground: 'plain',
  onlineTiles: '',
  protocol: {},
}

const KEY = 'cocoon.settings'

function read(): Settings {
  try {
    return {
      ...defaultSettings,
      ...(JSON.parse(globalThis.localStorage?.getItem(KEY) ?? '{}') as Partial<Settings>),
    }
  } catch {
    // storage switched off or its content damaged: the defaults serve
    return defaultSettings
  }
}

export const useSettings = create<Settings>(() => read())

/** Changes settings and keeps them. */
export function keepSettings(patch: Partial<Settings>): void {
  useSettings.setState(patch)
  try {
    globalThis.localStorage?.setItem(KEY, JSON.stringify(useSettings.getState()))
  } catch {
    // nothing is lost but the memory of it
  }
}
