// 质控与统计 and 建设自评: whole on A4 with every value, also three years of figures and the longest texts.
import { expect, test } from 'vitest'
import { PELVIC_DIAGNOSIS } from '../../domain/code/pelvic-care.ts'
import { pelvicBoardPages } from '../../domain/print/pelvic-board.ts'
import { pelvicSelfAssessmentPages } from '../../domain/print/pelvic-self-assessment.ts'
import { PELVIC_CHANGE_COLUMNS, PELVIC_FIGURE_IDS, PELVIC_WORK, type PelvicBoard } from '../../domain/rule/pelvic/board.ts'
import type { PageContent } from '../../electron/core/print/compose.ts'
import { LONG_NAME } from './support/child-facts.ts'
import { testWholeSheets } from './support/whole-sheets.ts'

const LONG_PLACE = '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心'
const board: PelvicBoard = {
  rates: PELVIC_FIGURE_IDS.map((figure, at) => ({ figure, numerator: at, denominator: at * 3, percent: at === 0 ? null : 33.33 })),
  therapists: ['姜盆底', LONG_NAME].map(therapist => ({ therapist, counts: PELVIC_WORK.map(work => ({ work, count: 123_456 })) })),
  months: Array.from({ length: 36 }, (_, at) => ({ month: `${2024 + Math.floor(at / 12)}-${String(at % 12 + 1).padStart(2, '0')}`, files: 1, assessments: 2, done: at, missed: 1, cancelled: 0 })),
  diagnoses: PELVIC_DIAGNOSIS.values.map(diagnosis => ({ diagnosis, counts: PELVIC_CHANGE_COLUMNS.map(column => ({ column, count: 7 })) })),
}
const period = { institution: LONG_PLACE, first: '2024-01-01', last: '2026-12-31' }
const self = { institution: LONG_PLACE, printedDay: '2026-03-10' }
const items = (count: number) => Array.from({ length: count }, (_, at) => ({ item: `条目${at + 1}`, requirement: '评估室、治疗室和宣教室分开设置,符合院感要求。'.repeat(8), evidence: LONG_NAME.repeat(3), score: at % 3 === 0 ? null : 2.5 }))

const sheets: Record<string, readonly PageContent[]> = {
  board: pelvicBoardPages({ ...period, board }), 'board of nothing': pelvicBoardPages({ ...period, board: { rates: [], therapists: [], months: [], diagnoses: [] } }),
  'self-assessment': pelvicSelfAssessmentPages({ ...self, assessment: { source: `${LONG_PLACE}转发的《标准》`, items: items(40) } }), 'empty self-assessment': pelvicSelfAssessmentPages({ ...self, assessment: { source: '', items: [] } }),
}
const { documentOf, textOf } = testWholeSheets(sheets, { w: 210, h: 297 })

test('both say what they are not; scores are added without the dust of binary fractions', () => {
  expect(textOf('board')).toContain('没有查到国家或省级口径')
  expect(textOf('self-assessment')).toContain('不代表符合该标准')
  expect(documentOf('self-assessment').placed.filter(line => line.value === 'scoreTotal').map(line => line.text)).toEqual(['65'])
})
