/** The page of rounds: for a phone in one hand, on a pavement, without a network. */
import './street.css'
import { useEffect } from 'react'
import { followErase } from '../state/erase.ts'
import { followLock, loadKept } from '../state/load.ts'
import { useRounds } from '../state/rounds.ts'
import { followVisits } from '../state/visits.ts'
import { useVault } from '../state/vault.ts'
import { ErrorBoundary, toast, Toasts } from '../ui/index.ts'
import { tellAside, tellErased } from '../desk/leaving/AsideKept.tsx'
import { Asking } from '../desk/leaving/ask.tsx'
import { Guarding } from '../desk/leaving/Guard.tsx'
import { useMotionAttribute } from '../desk/motion.ts'
import { useThemeAttribute } from '../desk/theme.ts'
import { LockedStreet } from './LockedStreet.tsx'
import { RoundList } from './RoundList.tsx'
import { useRoundCode } from '../desk/roundRoute.ts'
import { Walk } from './Walk.tsx'

const load = async (): Promise<void> => {
  try {
    await loadKept()
  } catch (error) {
    useRounds.setState({ loaded: true })
    toast({ text: (error as Error).message, tone: 'bad' })
  }
}

export default function Street() {
  const code = useRoundCode()
  const { rounds, loaded } = useRounds()
  const kept = rounds.find((k) => k.round.code === code)
  const locked = useVault((s) => s.state === 'locked')
  useThemeAttribute()
  useEffect(() => followErase(tellErased), [])
  useEffect(() => followLock(() => undefined), [])
  useEffect(() => followVisits(), [])
  useMotionAttribute()
  useEffect(() => {
    document.title = code ? `${code} – Cocoon` : 'Rounds – Cocoon'
  }, [code])
  useEffect(() => {
    void load().then(tellAside)
    // a phone taken out of a pocket hours later: expired rounds go, records of another tab come
    const shown = () => document.visibilityState === 'visible' && void load()
    document.addEventListener('visibilitychange', shown)
    return () => document.removeEventListener('visibilitychange', shown)
  }, [])
  return (
    <>
      <div className="s-page">
        <ErrorBoundary name="This page">
          {locked ? (
            <LockedStreet round={code} />
          ) : !loaded ? null : kept ? (
            <Walk key={code} kept={kept} />
          ) : (
            <RoundList missing={code} />
          )}
        </ErrorBoundary>
      </div>
      <Asking />
      <Guarding />
      <Toasts />
    </>
  )
}
