import type { CodeOf } from './code-table.ts'
import { type CodeEntry, defineCodes } from './code-table.ts'

type Acuity = CodeEntry & { readonly decimal?: string }
const line = (label: string, decimal: string): Acuity => ({ label, decimal })

/**
 * Vision of one eye as the tenths of the five-mark notation (48 is 4.8), so that comparisons have no floating error. The
 * pairs are the printed table of the chart, never a formula: two public pages give wrong ones. Below the chart come the
 * lines read from a reduced distance, then fingers, hand, light and none, which are values and no numbers.
 */
export const VISUAL_ACUITY = defineCodes({
  id: 'visualAcuity', title: '视力', standard: 'GB 11533', source: '眼保健说明 §5.1 [S-E7]',
  codes: {
    '00': { label: '无光感' } as Acuity, '01': { label: '光感' }, '02': { label: '手动' }, '03': { label: '指数' },
    '33': { label: '3.3' }, '34': { label: '3.4' }, '35': { label: '3.5' }, '36': { label: '3.6' }, '37': { label: '3.7' }, '38': { label: '3.8' }, '39': { label: '3.9' },
    '40': line('4.0', '0.1'), '41': line('4.1', '0.12'), '42': line('4.2', '0.15'), '43': line('4.3', '0.2'), '44': line('4.4', '0.25'), '45': line('4.5', '0.3'), '46': line('4.6', '0.4'),
    '47': line('4.7', '0.5'), '48': line('4.8', '0.6'), '49': line('4.9', '0.8'), '50': line('5.0', '1.0'), '51': line('5.1', '1.2'), '52': line('5.2', '1.5'), '53': line('5.3', '2.0'),
  },
})
export type VisualAcuity = CodeOf<typeof VISUAL_ACUITY>
