/** Code that only adorns the first answer: fetched once that stands. */
import { use, useEffect } from 'react'
import { create } from 'zustand'
import type { Screen } from '../analyses/contract.ts'
import { answered } from './answered.ts'

/**
 * A hook whose code is fetched after the first answer. The component that calls it waits until then, so it stands in a
 * Suspense of its own. Code that could not be fetched is asked for again at the next call.
 */
export function later<A extends readonly unknown[], R>(
  load: () => Promise<(...args: A) => R>,
): (...args: A) => R {
  let found: Promise<(...args: A) => R> | undefined
  const fetched = () =>
    (found ??= answered()
      .then(load)
      .catch((error: unknown) => {
        found = undefined
        throw error
      }))
  return function useLater(...args: A): R {
    return use(fetched())(...args)
  }
}

// keeps no data: code
const useFetched = create<{ readonly screens?: readonly Screen<any, any>[] }>(() => ({}))

/** The screens of every method: the same promise for everybody. */
const fetchScreens = async (): Promise<void> => {
  const { SCREENS } = await import('../analyses/index.ts')
  useFetched.setState({ screens: SCREENS })
}

/** The screen of a method once the first answer stands and its code is there; undefined until then. */
export function useScreen(id: string): Screen<any, any> | undefined {
  const screens = useFetched((s) => s.screens)
  useEffect(() => {
    // a failure is tried again by whoever asks next
    if (!screens) void answered().then(fetchScreens, () => undefined)
  }, [screens])
  return screens?.find((s) => s.id === id)
}
