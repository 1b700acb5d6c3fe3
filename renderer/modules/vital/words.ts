import type { VitalCard } from '../../../domain/code/vital.ts'

/** Where a card is opened. */
export const cardPath = (card: VitalCard, id: string): string => `/report-cards/${card === 'death' ? 'death' : 'defect'}/${id}`
