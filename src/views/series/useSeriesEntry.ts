/** What the navigation asks of the workbench. */
import { useStore } from '../../state/store.ts'

/** How many series there are. */
export function useSeriesEntry(): { note?: string } {
  const n = useStore((s) => s.project.series.length)
  return { note: n > 0 ? String(n) : undefined }
}
