/** A method as a view: its panel, its layers, its count. */
import { useMemo } from 'react'
import type { Screen } from '../../analyses/contract.ts'
import { useBadge } from '../../desk/badges.tsx'
import { useRun } from '../../desk/useRun.ts'
import type { View } from '../../desk/view.ts'
import { AnalysisPanel } from './AnalysisPanel.tsx'

/** The view of a method; all it says comes from the method's own screen. */
export function methodView(screen: Screen<any, any>): View {
  const { id, group, shares, icon } = screen
  const useEntry = () => {
    const { badge, counting } = useBadge(screen)
    return { note: counting ? '…' : badge?.note }
  }
  const useLayers = (wanted: boolean) => {
    const { view, played, refused, stale } = useRun(screen, wanted)
    const layers = useMemo(
      () => (view && (wanted || played) ? screen.layers(view) : refused ? [] : undefined),
      [view, wanted, played, refused],
    )
    // the legend says of what is drawn that it is not of the settings of now
    return useMemo(
      () => (stale ? layers?.map((l) => ({ ...l, label: `${l.label}, earlier settings` })) : layers),
      [layers, stale],
    )
  }
  return {
    id,
    title: screen.tab ?? screen.title,
    group,
    ...(shares && { shares }),
    icon,
    hint: screen.about.what,
    Panel: () => <AnalysisPanel screen={screen} />,
    ...(screen.badge && { entry: useEntry }),
    ...(screen.onMap && { layers: useLayers }),
    ...(screen.mark && { mark: screen.mark }),
    ...(screen.plays && { plays: true }),
  }
}
