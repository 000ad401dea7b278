/** How a table that Cocoon saved is known again. Apart from export.ts, which writes it: reading a file needs no writer. */

/** The header of the column of kinds, in every such table and in no other. */
export const KIND_HEADER = 'Kind of offence (Cocoon)'
