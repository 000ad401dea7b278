export function PublicView() {
  return null
}
