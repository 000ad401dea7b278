/** The map on the ground that the page has. */
import type { ComponentProps } from 'react'
import { useGround } from '../desk/ground.ts'
import { MapView } from '../map/MapView.tsx'

export function GroundedMap(props: Omit<ComponentProps<typeof MapView>, 'ground'>) {
  const ground = useGround()
  return <MapView {...props} ground={ground} />
}
