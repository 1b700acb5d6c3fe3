import type { Scene } from './birth-scene.ts'
import { insist } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'
import { pelvicFileRow } from './pelvic-scene.ts'
import { registerWoman } from './women-scene.ts'

const report = (name: string) => ({ file: { name: `${name}.csv`, base64: Buffer.from(`姓名,${name}\n前静息均值,3.2\n快速收缩最大值,38`).toString('base64') } })

/** A woman with reports of every state, and a period of the board: what a therapist gives to the calls of reports and board. */
export async function pelvicReportExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Record<string, unknown>[]>> {
  const therapist = await scene.as('pendi4', ['pelvicCare'], '姜盆底')
  const womanId = await registerWoman(therapist, '报告甲', '1991-03-02')
  const { id: fileId } = await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(womanId) as never })
  const [{ reportId }, { reportId: otherId }] = [(await therapist.call('pelvic.report.read', report('报告甲') as never))!, (await therapist.call('pelvic.report.read', report('报告乙') as never))!]
  const period = { first: '2026-01-01', last: '2026-03-10' }
  const decided = { id: reportId, rev: PRESENT_REV, fileId, measuredDay: '2026-03-02', lifted: { fastUv: 38 }, reason: '本人送来' }
  const counted = [{ of: 'figure', figure: 'missed', part: 'numerator' }, { of: 'therapist', therapist: '姜盆底', work: 'sessions' }, { of: 'month', month: '2026-02', work: 'done' }, { of: 'diagnosis', diagnosis: 'weakness', column: 'better' }]
  return {
    'pelvic.report.read': [report('报告丙')], 'pelvic.report.get': [{ id: reportId }], 'pelvic.report.open': [{ id: reportId }, { id: otherId }], 'pelvic.report.original': [{ id: reportId }], 'pelvic.report.history': [{ id: reportId }], 'pelvic.report.void': [{ id: otherId, rev: PRESENT_REV, reason: '读错文件' }],
    'pelvic.report.list': [{ state: 'waiting' }, { fileId }], 'pelvic.report.filesOf': [{ womanId }], 'pelvic.report.lift': [{ id: otherId, rev: PRESENT_REV, format: '示例格式' }], 'pelvic.report.decide': ['confirmed', 'kept', 'rejected', 'waiting'].map(state => ({ ...decided, state })),
    'pelvic.board': [period], 'pelvic.board.people': counted.map(one => ({ ...period, counted: one })), 'pelvic.board.file': [period], 'pelvic.board.preview': [period], 'pelvic.board.pdf': [period], 'pelvic.board.print': [{ ...period, printerName: 'PDF' }],
    'pelvic.selfAssessment.preview': [{ paper: 'A4' }], 'pelvic.selfAssessment.pdf': [{ paper: 'A4' }], 'pelvic.selfAssessment.print': [{ paper: 'A4', printerName: 'PDF' }],
  }
}
