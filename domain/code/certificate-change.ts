import type { BlankState } from './certificate.ts'
import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const state = (label: string, toState: BlankState) => ({ label, toState })

/**
 * 证明状态变更: what can become of a sheet used for a child. `toState` is the state of the blank that brings it about; handing
 * over moves no blank and has none, and what is entered afterwards from paper was issued long ago. A sheet spoiled at the printer and one issued and withdrawn both end in 作废.
 */
export const CERTIFICATE_CHANGE = defineCodes({
  id: 'certificateChange', title: '证明状态变更', standard: '本程序', source: '出生医学证明说明 §4.2; 数据交换说明 §4.1',
  codes: {
    issued: state('签发', 'issued'),
    backEntered: { label: '遗留问题补录', toState: null },
    handedOver: { label: '发放', toState: null },
    voided: state('作废', 'void'),
    exchanged: state('换发收回', 'exchanged'),
    lost: state('遗失作废', 'lostVoid'),
    toHandIn: state('待上交', 'toHandIn'),
    handedIn: state('上交', 'handedIn'),
    destroyed: state('销毁', 'destroyed'),
  },
})
export type CertificateChange = CodeOf<typeof CERTIFICATE_CHANGE>

/** The change a move of the blank means, if it means one. */
export const changeOfState = (to: string): CertificateChange | undefined => CERTIFICATE_CHANGE.list.find(entry => entry.toState === to)?.code
