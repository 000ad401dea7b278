/**
 * React Aria puts one <style> into the page, which a strict content policy refuses. It looks for an element
 * of this id first; an empty one stands here, and the rule itself is in ui.css. Import before any React Aria part.
 */
const ID = 'react-aria-pressable-style'

if (typeof document !== 'undefined' && !document.getElementById(ID)) {
  const stand = document.createElement('meta')
  stand.id = ID
  document.head.append(stand)
}
