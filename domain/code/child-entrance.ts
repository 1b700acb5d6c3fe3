import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const STANDARD = '儿童入园(所)健康检查表'
const NOTE = '儿童保健说明 §11'

/** 既往病史, several; the list is [K] in the note. */
export const ENTRANCE_HISTORY = defineCodes({
  id: 'entranceHistory', title: '既往病史', standard: STANDARD, source: `${NOTE} [K]`,
  codes: { '1': '先天性心脏病', '2': '癫痫', '3': '高热惊厥', '4': '哮喘', '5': '其他' },
})

/** Organ findings of the entrance examination. */
export const ENTRANCE_FINDING = defineCodes({
  id: 'entranceFinding', title: '入园体检所见', standard: STANDARD, source: NOTE,
  codes: { '1': '未见异常', '2': '异常', '3': '未检查' },
})

/** What the form is made for; each is valid for three months. */
export const ENTRANCE_PURPOSE = defineCodes({
  id: 'entrancePurpose', title: '体检类别', standard: '托儿所幼儿园卫生保健工作规范(2012)', source: NOTE,
  codes: { newEntrant: '新入园', returning: '离园三个月以上返园', transfer: '转园', yearly: '在园定期体检' },
})
export type EntrancePurpose = CodeOf<typeof ENTRANCE_PURPOSE>

/** 医生意见. */
export const ENTRANCE_OPINION = defineCodes({
  id: 'entranceOpinion', title: '医生意见', standard: '托儿所幼儿园卫生保健工作规范(2012)', source: NOTE,
  codes: { fit: '可以入园', postponed: '暂缓入园' },
})
export type EntranceOpinion = CodeOf<typeof ENTRANCE_OPINION>
