/** Light or dark, as the settings or the system say; written on the root element for the stylesheet. */
import { useEffect, useState } from 'react'
import { useSettings } from '../state/settings.ts'

const query = () => matchMedia('(prefers-color-scheme: dark)')

/** The theme in force. */
export function useTheme(): 'light' | 'dark' {
  const chosen = useSettings((s) => s.theme)
  const [system, setSystem] = useState<'light' | 'dark'>(() => (query().matches ? 'dark' : 'light'))
  useEffect(() => {
    const q = query()
    const change = () => setSystem(q.matches ? 'dark' : 'light')
    q.addEventListener('change', change)
    return () => q.removeEventListener('change', change)
  }, [])
  return chosen === 'auto' ? system : chosen
}

/** Keeps the root element's data-theme in step. */
export function useThemeAttribute(): void {
  const theme = useTheme()
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
}
