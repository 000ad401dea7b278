/** Whether things may move: as the settings or the system say; written on the root element for the stylesheet. */
import { useEffect, useState } from 'react'
import { useSettings } from '../state/settings.ts'

const query = () => matchMedia('(prefers-reduced-motion: reduce)')

/** True where nothing may move by itself. */
export function useCalm(): boolean {
  const chosen = useSettings((s) => s.motion)
  const [system, setSystem] = useState(() => query().matches)
  useEffect(() => {
    const q = query()
    const change = () => setSystem(q.matches)
    q.addEventListener('change', change)
    return () => q.removeEventListener('change', change)
  }, [])
  return chosen === 'auto' ? system : chosen === 'reduced'
}

/** Keeps the root element's data-motion in step. */
export function useMotionAttribute(): void {
  const calm = useCalm()
  useEffect(() => {
    document.documentElement.dataset.motion = calm ? 'reduced' : 'full'
  }, [calm])
}
