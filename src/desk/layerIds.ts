/** Group of the incidents before the last six weeks; picked and selected as incidents like the rest. */
export const EARLIER = 'incidents-earlier'
