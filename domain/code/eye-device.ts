import { type CodeOf, defineStates } from './code-table.ts'

/** Where a row of an instrument's file stands: nobody's yet, a child's, taken into a visit (free again when that visit is voided), put aside with a reason. */
export const EYE_DEVICE_STATE = defineStates({
  id: 'eyeDeviceState', title: '仪器结果状态', standard: '本程序', source: '眼保健说明 §8.2、§9',
  codes: { waiting: '待对应', matched: '已对应', used: '已采用', dismissed: '不采用' },
  moves: { waiting: ['matched', 'dismissed'], matched: ['waiting', 'matched', 'used', 'dismissed'], used: ['matched', 'dismissed'], dismissed: ['matched'] },
})
export type EyeDeviceState = CodeOf<typeof EYE_DEVICE_STATE>
