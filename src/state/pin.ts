/** A PIN that covers the screen after idle minutes. It stops a glance, not a thief: nothing on disk depends on it. */
import { keepSettings, useSettings } from './settings.ts'

/** Wrong tries after which the page lets go of its keys. */
export const PIN_TRIES = 5

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

/** Whether a text can be a PIN. */
export const isPin = (text: string): boolean => /^\d{4,8}$/.test(text)

async function hashOf(pin: string, salt: string): Promise<string> {
  const { subtle } = globalThis.crypto
  const raw = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const bits = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new TextEncoder().encode(salt), iterations: 200_000 },
    raw,
    256,
  )
  return hex(new Uint8Array(bits))
}

/** Sets the PIN and the idle minutes after which it is asked; '' takes it off. */
export async function setPin(pin: string, after: number): Promise<void> {
  if (!isPin(pin)) return keepSettings({ pin: '', pinAfter: 0 })
  const salt = hex(crypto.getRandomValues(new Uint8Array(8)))
  keepSettings({ pin: `${salt}:${await hashOf(pin, salt)}`, pinAfter: after })
}

/** Whether this is the PIN. */
export async function pinFits(typed: string): Promise<boolean> {
  const [salt = '', hash] = useSettings.getState().pin.split(':')
  return isPin(typed) && (await hashOf(typed, salt)) === hash
}
