import { sql } from 'kysely'

/**
 * True for a lost number whose sheet is not here: there is nothing to hand in or destroy until it turns up (certificate
 * note §1.9: "if it turns up later it must be handed in"); `replacement.noteFound` says so in an event of its own.
 * Stands in a query over `blank`.
 */
export const isAway = sql<boolean>`(blank.state = 'lostVoid' AND NOT EXISTS (SELECT 1 FROM blank_event AS turned_up WHERE turned_up.number = blank.number AND turned_up.reason_code = 'found'))`
