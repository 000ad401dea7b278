// also.ts – what users call it besides its title, for the palette
export const ALSO = { mine: '…' }
