import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

/**
 * 转诊状态. A refusal by the receiver goes back to 待发 so that the next receiver keeps the same case; a patient's
 * signed refusal stays visible and is closed by a person, never silently.
 */
export const REFERRAL_STATE = defineStates({
  id: 'referralState', title: '转诊状态', standard: '本程序', source: '出生医学证明与转诊说明 §5.2; 本期状态集',
  codes: {
    toSend: '待发', sent: '已发', arrived: '已到诊', returned: '已回转', closed: '关闭', rejected: '拒收',
    patientRefused: '患者拒绝',
  },
  moves: {
    toSend: ['sent', 'patientRefused', 'closed'],
    sent: ['arrived', 'rejected', 'patientRefused', 'closed'],
    arrived: ['returned', 'closed'],
    returned: ['closed'],
    closed: [],
    rejected: ['toSend', 'closed'],
    patientRefused: ['closed'],
  },
})
export type ReferralState = CodeOf<typeof REFERRAL_STATE>

/** 转诊方向. */
export const REFERRAL_DIRECTION = defineCodes({
  id: 'referralDirection', title: '转诊方向', standard: '国家基本公共卫生服务规范(第三版)双向转诊单', source: '出生医学证明与转诊说明 §5.1',
  codes: { '1': '转出', '2': '回转' },
})
export type ReferralDirection = CodeOf<typeof REFERRAL_DIRECTION>
