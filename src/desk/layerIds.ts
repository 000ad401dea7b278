/** Group of the incidents before the last six weeks; picked and selected as incidents like the rest. */
export const EARLIER = 'incidents-earlier'
/** Group of the layers of an incident's story; what is picked in it is an incident. */
export const STORY = 'story'
/** Id of the view of partner overlays, and of their group on the map. */
export const OVERLAYS = 'overlays'
/** Id of the view of notes on the map, and of their group on it. */
export const NOTES = 'notes'
