/** What a view counts, as its hooks say it, for whatever leaves it. */
import { useMemo } from 'react'
import { useStore } from '../../state/store.ts'
import type { View } from '../view.ts'
import type { OwnWords } from './about.ts'

/** `plays`: whether the day of the past that is played counts, as it does beside every map. */
export function useOwn(view: View, plays = view.plays): OwnWords {
  const period = view.period?.()
  const counts = view.counts?.()
  const settings = view.settings?.()
  const played = useStore((s) => (plays ? s.replay?.day : undefined))
  const { holds } = view
  return useMemo(
    () => ({ period, counts, holds, settings, played }),
    [period, counts, holds, settings, played],
  )
}
