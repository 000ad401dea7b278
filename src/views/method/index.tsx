/** A method as a view: its panel, its layers, its count. What it says and draws is fetched after the first answer. */
import { lazy } from 'react'
import type { Head } from '../../analyses/contract.ts'
import { useBadge } from '../../desk/badges.tsx'
import { later, useScreen } from '../../desk/later.ts'
import { useRun } from '../../desk/useRun.ts'
import type { View } from '../../desk/view.ts'
import { useStore } from '../../state/store.ts'
import { madeWords } from './madeWords.ts'

const MethodPanel = lazy(async () => ({ default: (await import('./MethodPanel.tsx')).MethodPanel }))

/** The view of a method; all it says comes from the method's own screen. */
export function methodView(head: Head<any>): View {
  const { id, group, shares, icon } = head
  const useEntry = () => {
    const { badge, counting } = useBadge(head)
    return { note: counting ? '…' : badge?.note }
  }
  const useMade = () => {
    const screen = useScreen(id)
    const made = useStore((s) => (head.plays && s.replay?.results[id]) || s.runs[id]?.made)
    const monthly = useStore((s) => s.incidents?.table.precision === 'month')
    return made && screen && madeWords(screen, made.params, monthly)
  }
  // what is refused draws nothing
  const useEarlier = () => {
    const { stale, refused } = useRun(head, false)
    return stale && !refused
  }
  return {
    id,
    title: head.tab ?? head.title,
    group,
    ...(shares && { shares }),
    icon,
    hint: head.about.what,
    settings: useMade,
    Panel: () => <MethodPanel id={id} />,
    ...(head.counted && { entry: useEntry }),
    ...(head.onMap && {
      layers: later(async () => (await import('./layers.ts')).layersOf(id)),
      earlier: useEarlier,
    }),
    ...(head.mark && { mark: head.mark }),
    ...(head.plays && { plays: true }),
  }
}
